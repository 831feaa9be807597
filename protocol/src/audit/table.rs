//! An audit as a table: one row for each label, each finding and each gap, as spreadsheets read it (RFC 4180).

use crate::audit::finding::{Exhibit, Matter};
use crate::audit::{Audit, AuditedLabel};
use crate::text::printable;

impl Audit {
    /// The report as CSV. Cells that a spreadsheet would take for a formula begin with an apostrophe.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut table = String::new();
        row(&mut table, &COLUMNS.map(str::to_owned));
        for label in &self.labels {
            row(&mut table, &self.label_row(label));
        }
        for finding in &self.findings {
            let evidence: Vec<String> = finding.exhibits.iter().map(in_words).collect();
            let mut cells = blank("finding", &finding.about.to_string());
            cells[11] = finding.code.code().to_owned();
            cells[12] = finding.code.severity().code().to_owned();
            cells[13].clone_from(&finding.sentence);
            cells[14] = evidence.join("; ");
            row(&mut table, &cells);
        }
        for gap in &self.gaps {
            let mut cells = blank("gap", &gap.about.to_string());
            cells[13].clone_from(&gap.sentence);
            row(&mut table, &cells);
        }
        table
    }

    fn label_row(&self, audited: &AuditedLabel) -> [String; COLUMNS.len()] {
        let judgement = &audited.judgement;
        let mut cells = blank("label", &judgement.id.to_string());
        if let Some(label) = &judgement.label {
            let holder = judgement.standing.as_ref().map_or(&label.subject, |standing| &standing.holder);
            let level = judgement.standing.as_ref().map_or(&label.level, |standing| &standing.level);
            cells[2].clone_from(&holder.name);
            cells[3].clone_from(&holder.did);
            cells[4].clone_from(&label.issuer.did);
            cells[5] = label.scheme.to_string();
            cells[6].clone_from(level);
            cells[7] = label.award.number.clone().unwrap_or_default();
            cells[8] = label.valid_from.to_string();
        }
        cells[9] = judgement.until().map(|until| until.to_string()).unwrap_or_default();
        cells[10] = judgement.verdict.code().to_owned();
        let about = Matter::Label(judgement.id.clone());
        let mut codes: Vec<&str> = self
            .findings
            .iter()
            .filter(|finding| finding.about == about)
            .map(|finding| finding.code.code())
            .collect();
        codes.dedup();
        cells[11] = codes.join(" ");
        cells[13] = judgement.verdict.to_string();
        cells[14] = audited.digest.map(|digest| format!("credential {digest}")).unwrap_or_default();
        cells
    }
}

fn blank(kind: &str, id: &str) -> [String; COLUMNS.len()] {
    let mut cells = COLUMNS.map(|_| String::new());
    cells[0] = kind.to_owned();
    cells[1] = id.to_owned();
    cells
}

fn in_words(exhibit: &Exhibit) -> String {
    let digest = exhibit.digest.map(|digest| format!(" {digest}")).unwrap_or_default();
    let at = exhibit.at.map(|at| format!(" of {at}")).unwrap_or_default();
    format!("{}{digest}{at}", exhibit.what)
}

fn row(table: &mut String, cells: &[String; COLUMNS.len()]) {
    for (number, cell) in cells.iter().enumerate() {
        if number > 0 {
            table.push(',');
        }
        let cell = defused(cell);
        if cell.contains(['"', ',', '\r', '\n']) {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(&cell);
        }
    }
    table.push_str("\r\n");
}

/// A spreadsheet runs what begins so as a formula.
fn defused(cell: &str) -> String {
    let runs = |text: &str| text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    // Line ends and what cannot be seen are shown, so that a row is a line.
    let shown = printable(cell);
    if runs(cell) || runs(cell.trim_start()) { format!("'{shown}") } else { shown.into_owned() }
}

const COLUMNS: [&str; 15] = [
    "row",
    "id",
    "holder",
    "holder_did",
    "issuer_did",
    "scheme",
    "level",
    "number",
    "valid_from",
    "valid_until",
    "verdict",
    "findings",
    "severity",
    "sentence",
    "evidence",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_stranger_wrote_is_run_by_a_spreadsheet() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "＝1"] {
            assert!(defused(formula).starts_with('\''), "{formula:?}");
        }
        assert_eq!(defused("Gold = best"), "Gold = best");
    }

    #[test]
    fn a_cell_with_quotes_and_lines_is_still_one_cell() {
        let mut cells = blank("label", "a\"b");
        cells[2] = "one,\ntwo".to_owned();
        let mut table = String::new();
        row(&mut table, &cells);
        assert_eq!(table, "label,\"a\"\"b\",\"one,\\u{a}two\",,,,,,,,,,,,\r\n");
    }
}
