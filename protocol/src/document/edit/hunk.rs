//! Where two wordings of a text differ, in time that does not grow with the square of their length.

/// A stretch that is replaced. Counts are characters (code points).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// Where it begins, when the hunks before it are replaced already.
    pub(super) at: usize,
    pub(super) delete: usize,
    pub(super) insert: String,
}

/// The hunks that turn one wording into another, in order.
///
/// After a difference the two are taken to agree again where the next [`ANCHOR`] characters do, as
/// near as possible. Where nothing near agrees, the rest up to the common end is one hunk.
pub(super) fn between(old: &str, new: &str) -> Vec<Hunk> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = common(&old, &new);
    let ends = old.iter().rev().zip(new.iter().rev());
    let shorter = old.len().min(new.len());
    let tail = ends.take_while(|(one, other)| one == other).count().min(shorter - head);
    let (mut old, mut new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let (mut at, mut hunks) = (head, Vec::new());
    while !old.is_empty() || !new.is_empty() {
        let near = if hunks.len() < HUNKS_MAX { agreement(old, new) } else { None };
        let (delete, inserted) = near.unwrap_or((old.len(), new.len()));
        hunks.push(Hunk { at, delete, insert: new[..inserted].iter().collect() });
        (old, new, at) = (&old[delete..], &new[inserted..], at + inserted);
        let same = common(old, new);
        (old, new, at) = (&old[same..], &new[same..], at + same);
    }
    hunks
}

/// How much of each to skip until the next characters agree: together as little as possible.
fn agreement(old: &[char], new: &[char]) -> Option<(usize, usize)> {
    let agrees = |delete: usize, inserted: usize| {
        let (old, new) = (old.get(delete..delete + ANCHOR), new.get(inserted..inserted + ANCHOR));
        old.is_some() && old == new
    };
    let skips = (1..=WINDOW).flat_map(|both| (0..=both).map(move |delete| (delete, both - delete)));
    skips.into_iter().find(|(delete, inserted)| agrees(*delete, *inserted))
}

fn common(old: &[char], new: &[char]) -> usize {
    old.iter().zip(new).take_while(|(one, other)| one == other).count()
}

/// So many equal characters are no chance.
const ANCHOR: usize = 12;
/// So far the agreement is looked for, both skips together.
const WINDOW: usize = 400;
/// From then on the rest is one hunk.
const HUNKS_MAX: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(old: &str, new: &str) -> Vec<(usize, usize, String)> {
        let hunks = between(old, new);
        let mut text: Vec<char> = old.chars().collect();
        for hunk in &hunks {
            text.splice(hunk.at..hunk.at + hunk.delete, hunk.insert.chars());
        }
        assert_eq!(text.into_iter().collect::<String>(), new, "the hunks lead from one to the other");
        hunks.into_iter().map(|hunk| (hunk.at, hunk.delete, hunk.insert)).collect()
    }

    #[test]
    fn hunks_lead_from_one_wording_to_the_other() {
        assert_eq!(replaced("same", "same"), []);
        assert_eq!(replaced("", "new"), [(0, 0, "new".into())]);
        assert_eq!(replaced("aaa", "aa"), [(2, 1, String::new())]);
        assert_eq!(replaced("ab", "bab"), [(0, 0, "b".into())]);
        assert_eq!(replaced("abc", "xyz"), [(0, 3, "xyz".into())]);
        let long = "the quick brown fox jumps over the lazy dog and the 🚢 sails";
        let edited = "a quick brown fox jumps over the lazy cat and the 🚢 sails on";
        assert_eq!(
            replaced(long, edited),
            [(0, 3, "a".into()), (38, 3, "cat".into()), (57, 0, " on".into())]
        );
    }

    #[test]
    fn far_differences_of_a_long_text_stay_small() {
        let old: String = (0..40_000u32).map(|n| char::from(b'a' + (n * n % 251 % 26) as u8)).collect();
        let mut new = old.clone();
        new.insert(39_000, 'Z');
        new.insert(100, 'Z');
        assert_eq!(replaced(&old, &new), [(100, 0, "Z".into()), (39_001, 0, "Z".into())]);
        let reversed: String = old.chars().rev().collect();
        assert!(replaced(&old, &reversed).len() <= HUNKS_MAX + 1);
    }
}
