//! What a document says, read out of Automerge.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, ObjId, ROOT, ReadDoc as _, ScalarValue};
use serde_json::Value;

/// Content and conflicts of a document; by default those of one that cannot be read.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub(super) content: BTreeMap<String, Value>,
    pub(super) conflicts: BTreeMap<String, Vec<Value>>,
    pub(super) is_sound: bool,
}

impl View {
    /// Reads all of it; `None` if Automerge fails, or holds what the guard does not let through.
    pub(super) fn of(automerge: &Automerge) -> Option<Self> {
        catch_unwind(AssertUnwindSafe(|| {
            let mut view = Self { is_sound: true, ..Self::default() };
            for item in automerge.map_range(ROOT, ..) {
                let key = item.key.to_string();
                let values = automerge.get_all(ROOT, &key).ok()?;
                // Automerge lists the winner last.
                let values = values.iter().rev().map(|(value, id)| json(automerge, value, id));
                let values = values.collect::<Option<Vec<_>>>()?;
                view.content.insert(key.clone(), values.first()?.clone());
                if values.len() > 1 {
                    view.conflicts.insert(key, values);
                }
            }
            Some(view)
        }))
        .ok()?
    }
}

fn json(automerge: &Automerge, value: &automerge::Value<'_>, id: &ObjId) -> Option<Value> {
    match value {
        automerge::Value::Object(automerge::ObjType::Text) => automerge.text(id).ok().map(Value::String),
        automerge::Value::Object(_) => None,
        automerge::Value::Scalar(scalar) => match scalar.as_ref() {
            ScalarValue::Str(text) => Some(Value::String(text.to_string())),
            ScalarValue::Int(number) => Some(Value::from(*number)),
            ScalarValue::Boolean(truth) => Some(Value::Bool(*truth)),
            _ => None,
        },
    }
}
