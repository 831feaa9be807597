//! An audit as a page for people, on a screen and on paper: the verdict, then why, then what shows it.
//!
//! The page is one file: no script, nothing from anywhere else, every text escaped.

use std::fmt::Write as _;

use crate::audit::finding::{Exhibit, Finding, Matter};
use crate::audit::report::{LIMITS, TOOL, count, version};
use crate::audit::{Audit, AuditedLabel, Outcome};
use crate::status::undone;
use crate::verification::CheckOutcome;

impl Audit {
    /// The report as one HTML page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let title = format!("Audit of {} {}", self.about.kind(), self.about);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
            escaped(&title)
        );
        self.head(&mut page);
        self.findings_part(&mut page);
        self.gaps_part(&mut page);
        self.labels_part(&mut page);
        self.basis_part(&mut page);
        page.push_str("</main>\n</body>\n</html>\n");
        page
    }

    fn head(&self, page: &mut String) {
        let (mark, word) = match self.outcome() {
            Outcome::Clean => ("✓", "No finding"),
            Outcome::Findings => ("✗", "Findings"),
            Outcome::Open => ("?", "Not everything could be found out"),
        };
        let name = self.organisations.iter().find(|heard| heard.organisation == self.about.organisation());
        let name = name.and_then(|heard| heard.name.clone());
        let of = match (&self.about, name) {
            (crate::audit::AuditOf::Scheme(scheme), _) => format!("scheme {}", scheme.name),
            (about, Some(name)) => format!("{} {name}", about.kind()),
            (about, None) => format!("{} {about}", about.kind()),
        };
        put(page, format_args!("<h1>Audit of labels: {}</h1>\n", escaped(&of)));
        put(
            page,
            format_args!(
                "<p class=\"verdict {}\"><b><span aria-hidden=\"true\">{mark}</span> {word}</b><br>{}</p>\n",
                self.outcome().code(),
                escaped(&self.summary())
            ),
        );
        let verdicts: Vec<String> =
            self.verdicts().iter().map(|(code, number)| format!("{number} {code}")).collect();
        let verdicts = if verdicts.is_empty() { "no label".to_owned() } else { verdicts.join(", ") };
        page.push_str("<dl>\n");
        for (name, value) in [
            ("About", self.about.to_string()),
            ("True on", self.as_of.true_at.to_string()),
            ("As known on", self.as_of.known_at.day().to_string()),
            ("Verdicts", verdicts),
            ("Rests on", format!("{}, digest {}", count(self.item_count, "item", "items"), self.items)),
            ("Made by", TOOL.to_owned()),
        ] {
            put(page, format_args!("<dt>{name}</dt><dd>{}</dd>\n", escaped(&value)));
        }
        page.push_str("</dl>\n");
    }

    fn findings_part(&self, page: &mut String) {
        if self.findings.is_empty() {
            return;
        }
        page.push_str("<h2>Findings</h2>\n");
        for (number, finding) in (1..).zip(&self.findings) {
            self.finding(page, number, finding);
        }
    }

    fn finding(&self, page: &mut String, number: usize, finding: &Finding) {
        let severity = finding.code.severity().code();
        put(
            page,
            format_args!(
                "<section class=\"finding {severity}\">\n<h3>{number}. <code>{}</code> <span class=\"weight\">{severity}</span></h3>\n\
                 <p>{}</p>\n<p class=\"about\">{} <code>{}</code>{}</p>\n",
                finding.code,
                escaped(&finding.sentence),
                finding.about.kind(),
                escaped(&finding.about.to_string()),
                escaped(&self.named(&finding.about)),
            ),
        );
        if !finding.exhibits.is_empty() {
            page.push_str("<ul class=\"evidence\">\n");
            for exhibit in &finding.exhibits {
                put(page, format_args!("<li>{}</li>\n", exhibit_in_html(exhibit)));
            }
            page.push_str("</ul>\n");
        }
        page.push_str("</section>\n");
    }

    /// What a label in question is called.
    fn named(&self, about: &Matter) -> String {
        let Matter::Label(id) = about else { return String::new() };
        let audited = self.labels.iter().find(|audited| audited.judgement.id == *id);
        audited.map(|audited| format!(" ({})", title(audited))).unwrap_or_default()
    }

    fn gaps_part(&self, page: &mut String) {
        if self.gaps.is_empty() {
            return;
        }
        page.push_str("<h2>What could not be found out</h2>\n<ul>\n");
        for gap in &self.gaps {
            put(
                page,
                format_args!(
                    "<li>{} <code>{}</code>{}: {}</li>\n",
                    gap.about.kind(),
                    escaped(&gap.about.to_string()),
                    escaped(&self.named(&gap.about)),
                    escaped(&gap.sentence)
                ),
            );
        }
        page.push_str("</ul>\n");
    }

    fn labels_part(&self, page: &mut String) {
        if self.labels.is_empty() {
            return;
        }
        page.push_str(
            "<h2>Labels</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>Holder</th><th>Label</th><th>Term</th>\
             <th>Verdict</th></tr></thead>\n<tbody>\n",
        );
        for audited in &self.labels {
            let judgement = &audited.judgement;
            let (holder, level, from) = match &judgement.label {
                Some(label) => {
                    let holder =
                        judgement.standing.as_ref().map_or(&label.subject, |standing| &standing.holder);
                    (holder.name.clone(), title_of_level(audited), label.valid_from.to_string())
                }
                None => ("?".to_owned(), "?".to_owned(), "?".to_owned()),
            };
            let until = judgement.until().map_or_else(|| "?".to_owned(), |until| until.to_string());
            let number = judgement.label.as_ref().and_then(|label| label.award.number.as_ref());
            let number = number.map(|number| format!(", no. {number}")).unwrap_or_default();
            put(
                page,
                format_args!(
                    "<tr><td data-label=\"Holder\">{}</td><td data-label=\"Label\">{}{}<br><code>{}</code></td>\
                     <td data-label=\"Term\">{} to {}</td><td data-label=\"Verdict\"><b>{}</b>{}</td></tr>\n",
                    escaped(&holder),
                    escaped(&level),
                    escaped(&number),
                    escaped(&judgement.id.to_string()),
                    escaped(&from),
                    escaped(&until),
                    judgement.verdict.code(),
                    self.reasons(audited),
                ),
            );
        }
        page.push_str("</tbody>\n</table></div>\n");
    }

    /// Why a label's verdict is not plainly valid, what happened, what the holder says, and its hash.
    fn reasons(&self, audited: &AuditedLabel) -> String {
        let judgement = &audited.judgement;
        let mut reasons = String::new();
        let refused = judgement
            .checks
            .iter()
            .filter(|check| matches!(check.outcome, CheckOutcome::Failed | CheckOutcome::Indeterminate));
        for check in refused {
            put(&mut reasons, format_args!("<br>{}: {}", check.name, escaped(&check.sentence.to_string())));
        }
        let undone = undone(&judgement.acts);
        for act in &judgement.acts {
            let line = act.to_line(self.as_of.true_at, &undone);
            put(&mut reasons, format_args!("<br>act {}: {}", escaped(&act.name), escaped(&line)));
        }
        for reply in &judgement.replies {
            put(
                &mut reasons,
                format_args!("<br>the holder, {}: “{}”", reply.recorded.day(), escaped(&reply.text)),
            );
        }
        if let Some(digest) = audited.digest {
            put(&mut reasons, format_args!("<br><span class=\"hash\">credential {digest}</span>"));
        }
        reasons
    }

    fn basis_part(&self, page: &mut String) {
        page.push_str("<h2>What it rests on</h2>\n<h3>Anchors of the auditor</h3>\n<ul>\n");
        for anchor in self.anchors.iter() {
            let scheme = anchor.scheme.as_ref().map(|scheme| format!(", for {scheme}")).unwrap_or_default();
            put(
                page,
                format_args!(
                    "<li><code>{}</code> at version <code>{}</code>{}</li>\n",
                    anchor.organisation,
                    version(&anchor.version),
                    escaped(&scheme)
                ),
            );
        }
        if self.anchors.iter().next().is_none() {
            page.push_str("<li>none</li>\n");
        }
        put(
            page,
            format_args!(
                "</ul>\n<p>Statements of up to {} days are taken as fresh.</p>\n<h3>Whose words were heard</h3>\n\
                 <div class=\"wide\"><table>\n<thead><tr><th>Organisation</th><th>Items</th><th>Last statement</th></tr></thead>\n<tbody>\n",
                self.anchors.statement_age_days_max()
            ),
        );
        for heard in &self.organisations {
            let name = heard.name.as_deref().map(|name| format!("{}<br>", escaped(name))).unwrap_or_default();
            let stated = heard.stated_at.map_or_else(|| "none that holds".to_owned(), |at| at.to_string());
            put(
                page,
                format_args!(
                    "<tr><td data-label=\"Organisation\">{name}<code>{}</code></td><td data-label=\"Items\">{}</td>\
                     <td data-label=\"Last statement\">{stated}</td></tr>\n",
                    heard.organisation, heard.items
                ),
            );
        }
        page.push_str("</tbody>\n</table></div>\n<h2>Limits</h2>\n<ul>\n");
        for limit in LIMITS {
            put(page, format_args!("<li>{limit}</li>\n"));
        }
        page.push_str("</ul>\n");
    }
}

fn exhibit_in_html(exhibit: &Exhibit) -> String {
    let at = exhibit.at.map(|at| format!(" of {at}")).unwrap_or_default();
    let digest =
        exhibit.digest.map(|digest| format!(" <span class=\"hash\">{digest}</span>")).unwrap_or_default();
    format!("{}{at}{digest}", escaped(&exhibit.what))
}

fn title(audited: &AuditedLabel) -> String {
    let holder = audited.judgement.label.as_ref().map(|label| label.subject.name.as_str()).unwrap_or("?");
    format!("{}, {holder}", title_of_level(audited))
}

fn title_of_level(audited: &AuditedLabel) -> String {
    match (&audited.judgement.titles, &audited.judgement.label) {
        (Some((scheme, level)), _) => format!("{scheme} {level}"),
        (None, Some(label)) => format!("{} {}", label.scheme.name, label.level),
        (None, None) => "?".to_owned(),
    }
}

fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("a text takes what is written to it");
}

/// A text as it stands in HTML; what would turn the direction of the text or cannot be seen is shown by its number.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in crate::text::printable(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

const STYLE: &str = "\
:root { color-scheme: light; }
body { margin: 0; font: 1rem/1.5 system-ui, \"Liberation Sans\", sans-serif; color: #1b1b1b; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
code, .hash { font: .8125rem/1.4 ui-monospace, \"Liberation Mono\", monospace; }
.hash { color: #444; }
.verdict { padding: .75rem 1rem; border: 2px solid; font-size: 1.1rem; }
.verdict.clean { border-color: #1a6b2c; background: #eef7f0; }
.verdict.findings { border-color: #a11919; background: #fbefef; }
.verdict.open { border-color: #8a5a00; background: #fdf6e7; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
dt { font-weight: bold; }
dd { margin: 0; }
.finding { border-left: 4px solid #767676; padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
.finding.grave { border-color: #a11919; }
.finding.serious { border-color: #8a5a00; }
.finding p { margin: .25rem 0; }
.finding h3 { margin: 0; }
.weight { font-weight: normal; }
.about { color: #444; }
.evidence { margin: .25rem 0; padding-left: 1.25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .375rem .5rem; border-bottom: 1px solid #c4c4c4; }
thead th { border-bottom: 2px solid #767676; overflow-wrap: normal; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .5rem; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tr { display: block; padding: .5rem 0; border-bottom: 1px solid #767676; }
  td { display: block; border: 0; padding: .125rem 0; }
  td::before { content: attr(data-label); display: block; color: #444; font-size: .875rem; }
}
@media (min-width: 40.01rem) {
  td:first-child { min-width: 9rem; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr, .finding, .verdict { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
";
