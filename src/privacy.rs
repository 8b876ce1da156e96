//! People's names taken out of the texts, before anything is made from them.
//!
//! This is the only place that does so. Whoever is named as an author, in a role, as an attendee or as the owner of an
//! action item is known, and whoever a text states behind a label, below a heading or in a column; their names are then
//! replaced in every text that was read (documents, sidecars, paths), however they are written there, and the texts are
//! read again. So pages, indexes, feeds, records and messages cannot name what is no longer there.
//! Roles and teams are not people. What is replaced too often only reads badly; what is missed is a leak.

mod addresses;
mod plain;
mod redact;
mod stated;
mod unsure;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use regex::{Captures, Regex};
use unicode_normalization::UnicodeNormalization as _;

use crate::config::{Config, PeopleShown};
use crate::extract::Extracted;
use crate::lexicon::roles::is_role;
use crate::model::Incident;
use crate::text::{fold, fully_percent_encoded};
use plain::Plain;

/// Domain of the key, so that the same secret gives other values elsewhere.
const CONTEXT: &str = "afterword 2026-11-21 pseudonyms of people";

/// Names that are words of English too: they are only replaced as they are written, or behind `@`.
const WORDS: [&str; 28] = [
    "an", "art", "bill", "chance", "chase", "dawn", "dean", "drew", "earl", "faith", "frank", "grace",
    "grant", "guy", "hope", "jack", "joy", "june", "mark", "max", "may", "miles", "pat", "ray", "rich",
    "rob", "sky", "will",
];

/// Months that are first names too.
const MONTHS: [&str; 6] = ["april", "august", "jan", "january", "june", "may"];

/// The people of a knowledge base, and what stands for them.
#[derive(Debug, Clone)]
pub struct People {
    shown: PeopleShown,
    /// What stands for somebody who is hidden.
    someone: &'static str,
    /// Every way to write a name of theirs, and whom it means: the form without case and marks.
    forms: BTreeMap<String, String>,
    names: Option<Regex>,
}

pub use addresses::without_addresses;
pub use redact::redact;
pub use unsure::{unsearchable, unsure};

/// Everybody whom `entries` and `texts` name; `None` where names are shown.
pub fn people<'t>(
    entries: &[Extracted],
    texts: impl Iterator<Item = &'t str>,
    config: &Config,
) -> Option<People> {
    if config.privacy.people == PeopleShown::Names {
        return None;
    }
    let incidents = || {
        entries.iter().filter_map(|it| match it {
            Extracted::Incident(it) => Some(&**it),
            Extracted::Runbook(_) | Extracted::Page(_) => None,
        })
    };
    let teams = config.services.iter().filter_map(|it| it.team.as_ref());
    let teams: BTreeSet<String> =
        teams.chain(incidents().flat_map(|it| &it.teams)).map(|it| form(it)).collect();
    let services = config.services.iter().map(|it| form(&it.name));
    let services: BTreeSet<String> =
        services.chain(incidents().flat_map(|it| &it.services).map(|it| form(it))).collect();
    let stated: BTreeSet<String> = texts
        .flat_map(|it| stated::names(it, &config.phrases))
        .filter(|it| !services.contains(&form(it)))
        .collect();
    let fields = incidents().flat_map(named);
    let written: BTreeSet<&str> = fields.chain(stated.iter().map(String::as_str)).collect();
    Some(People::new(written, &teams, config))
}

/// Every name of a person in the fields of `incident`, as written.
fn named(incident: &Incident) -> impl Iterator<Item = &str> {
    let roles = incident.roles.iter().map(|(_, name)| name.as_str());
    let owners = incident.action_items.iter().filter_map(|it| it.owner.as_deref());
    incident.authors.iter().map(String::as_str).chain(roles).chain(owners)
}

impl People {
    fn new(written: BTreeSet<&str>, teams: &BTreeSet<String>, config: &Config) -> Self {
        let mut forms = BTreeMap::new();
        let mut patterns: BTreeSet<Pattern> = BTreeSet::new();
        for whole in written {
            for (name, whom) in parts(whole) {
                let (key, whom) = (form(&name), form(&whom));
                let is_person = |key: &String| !key.is_empty() && !teams.contains(key);
                // `10 Jan 2026` names nobody, whatever Jan Kowalczyk is called.
                let is_month = key != whom && MONTHS.contains(&key.as_str());
                if !is_person(&key) || !is_person(&whom) || is_role(&name, &config.phrases) || is_month {
                    continue;
                }
                patterns.extend(Pattern::of(&name));
                if !name.is_ascii() {
                    let encoded = fully_percent_encoded(&bare(&name));
                    forms.insert(form(&encoded), whom.clone());
                    patterns
                        .insert(Pattern::new(Place::Anywhere, format!("(?i:{})", regex::escape(&encoded))));
                }
                // Two people can share a first name; who is called so in full is meant.
                if key == whom {
                    forms.insert(key, whom);
                } else {
                    forms.entry(key).or_insert(whom);
                }
            }
        }
        let joined = |place: Place| {
            let of_place = patterns.iter().filter(|it| it.place == place).map(|it| it.written.as_str());
            let of_place: Vec<&str> = of_place.collect();
            // A group of nothing would match everywhere.
            if of_place.is_empty() { r"[^\s\S]".to_owned() } else { of_place.join("|") }
        };
        let all = format!(
            r"(?P<sign>@(?:{}))(?:$|[^A-Za-z0-9])|(?:^|[^A-Za-z0-9])(?P<word>{})(?:$|[^A-Za-z0-9])|(?P<any>@?(?:{}))",
            joined(Place::BehindSign),
            joined(Place::Word),
            joined(Place::Anywhere)
        );
        let someone = if config.site.language.is_chinese() { "某人" } else { "someone" };
        let limit = 256 << 20;
        let names = regex::RegexBuilder::new(&all).size_limit(limit).dfa_size_limit(limit).build().ok();
        Self { shown: config.privacy.people.clone(), someone, forms, names }
    }

    /// `text` without the names of people; line ends stay where they are.
    ///
    /// # Panics
    /// Where there are more names than can be looked for: a text must not pass unread.
    pub fn conceal(&self, text: &str) -> String {
        let text = self.conceal_written(text);
        let plain = Plain::of(&text);
        let found = self.found_in(&plain.text);
        if found.is_empty() {
            return text;
        }
        // What is left is written with marks, references or decomposed.
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for name in found {
            let place = balanced(&text, plain.source(&name));
            if copied <= place.start {
                out.push_str(&text[copied..place.start]);
                out.push_str(&self.token(&plain.text[name]));
                out.push_str(&"\n".repeat(text[place.clone()].matches('\n').count()));
                copied = place.end;
            }
        }
        out.push_str(&text[copied..]);
        out
    }

    /// `text` without the names that are written in it as they are.
    fn conceal_written(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for name in self.found_in(text) {
            out.push_str(&text[copied..name.start]);
            out.push_str(&self.token(&text[name.clone()]));
            out.push_str(&"\n".repeat(text[name.clone()].matches('\n').count()));
            copied = name.end;
        }
        out.push_str(&text[copied..]);
        out
    }

    /// Where names are in `text`, in order and apart.
    fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        let names = self.names.as_ref().expect("the pattern of names fits into its limit");
        let mut all: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(found) = names.captures_at(text, at) {
            let Some(name) = name_of(&found) else { break };
            if all.last().is_none_or(|it| it.end <= name.0) {
                all.push(name.0..name.1);
            }
            // The last letter may be what the next name follows.
            let last = text[..name.1].chars().next_back().map_or(1, char::len_utf8);
            at = (name.1 - last).max(at + text[at..].chars().next().map_or(1, char::len_utf8));
            if text.len() < at {
                break;
            }
        }
        all
    }

    /// Whether `text` names somebody.
    pub fn are_named_in(&self, text: &str) -> bool {
        let is_named = |text: &str| self.names.as_ref().is_none_or(|it| it.is_match(text));
        is_named(text) || is_named(&Plain::of(text).text)
    }

    /// The fields that name people, whatever their text has become.
    pub fn conceal_fields(&self, incident: &mut Incident) {
        let owners = incident.action_items.iter_mut().filter_map(|it| it.owner.as_mut());
        let roles = incident.roles.iter_mut().map(|(_, name)| name);
        for name in incident.authors.iter_mut().chain(roles).chain(owners) {
            *name = self.field(name);
        }
        incident.authors.dedup();
    }

    /// A field: what it holds beside people who are known, roles and teams stays; a name of nobody known does not.
    fn field(&self, written: &str) -> String {
        let concealed = self.conceal(written);
        let is_token = |it: &str| it == self.someone || it.starts_with("person-");
        let part = |it: String| {
            let plain = bare(&it);
            let known = self.forms.get(&form(&it));
            if is_token(&plain) || known.is_none() { plain } else { bare(&self.token(&it)) }
        };
        let mut pieces: Vec<String> = split(&concealed).map(|it| part(it.to_owned())).collect();
        pieces.dedup();
        if pieces.len() == 1 && pieces[0] == bare(&concealed) {
            return concealed;
        }
        pieces.join(", ")
    }

    /// What stands for the person that `written` means, behind `@` where it stood there.
    fn token(&self, written: &str) -> String {
        let sign = if written.starts_with('@') { "@" } else { "" };
        match &self.shown {
            PeopleShown::Pseudonyms(secret) => {
                let key = blake3::derive_key(CONTEXT, secret.as_bytes());
                let form = form(written);
                let whom = self.forms.get(&form).unwrap_or(&form);
                let hash = blake3::keyed_hash(&key, whom.as_bytes()).to_hex();
                format!("{sign}person-{}", &hash[..10])
            }
            PeopleShown::Hidden | PeopleShown::Names => self.someone.to_owned(),
        }
    }
}

/// `place` with the marks around it that would be left alone: of `王**小明**` also the last two.
fn balanced(text: &str, mut place: Range<usize>) -> Range<usize> {
    for mark in ['*', '~', '`', '_'] {
        let runs = text[place.clone()].split(|it| it != mark).filter(|it| !it.is_empty()).count();
        if runs % 2 == 0 {
            continue;
        }
        let behind = text[place.end..].len() - text[place.end..].trim_start_matches(mark).len();
        let before = text[..place.start].len() - text[..place.start].trim_end_matches(mark).len();
        if 0 < behind {
            place.end += behind;
        } else {
            place.start -= before;
        }
    }
    place
}

/// Where the name in a match is.
fn name_of(found: &Captures<'_>) -> Option<(usize, usize)> {
    found.name("sign").or(found.name("word")).or(found.name("any")).map(|it| (it.start(), it.end()))
}

/// Every name in a field, with the person it means: `李四（运维）`, `Ann Bo <ann@x.example>`, `@li / @wang`.
///
/// What is in brackets is a role more often than a name, and counts where it has an `@`.
fn parts(written: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for piece in written.split(SIGNS) {
        let (name, rest) = piece.find(BRACKETS).map_or((piece, ""), |at| piece.split_at(at));
        let whom = if bare(name).is_empty() { bare(rest) } else { bare(name) };
        let mut add = |name: &str| found.push((name.trim().to_owned(), whom.clone()));
        add(name);
        split(name).filter(|it| it.trim() != name.trim()).for_each(&mut add);
        for it in rest.split(BRACKETS).filter(|it| it.contains('@')) {
            add(it);
            // Of an address, what comes before the `@`.
            it.trim().split_once('@').iter().filter(|it| !it.0.is_empty()).for_each(|it| add(it.0));
        }
        if let Some((local, _)) = name.trim().split_once('@').filter(|it| !it.0.is_empty()) {
            add(local);
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_name = |it: &&str| 3 <= it.chars().count() && it.starts_with(char::is_uppercase);
        if (2..=3).contains(&words.len()) {
            words.into_iter().filter(is_name).for_each(add);
        }
    }
    found.retain(|(it, _)| {
        let letters = bare(it).chars().filter(|c| c.is_alphabetic()).count();
        (1 < letters || (it.starts_with('@') && 0 < letters)) && it.chars().count() <= MAX_CHARACTERS
    });
    found
}

/// Between people.
const SIGNS: [char; 10] = [',', '，', '、', '/', ';', '；', '&', '+', '|', '\n'];
/// Around a note about somebody.
const BRACKETS: [char; 10] = ['(', '（', '<', '[', '【', ')', '）', '>', ']', '】'];
/// Longest name; longer fields are sentences.
const MAX_CHARACTERS: usize = 60;

fn split(written: &str) -> impl Iterator<Item = &str> {
    let words = written.split(SIGNS).flat_map(|it| it.split(" and ")).flat_map(|it| it.split(['和', '与']));
    words.map(str::trim).filter(|it| !it.is_empty())
}

fn bare(name: &str) -> String {
    name.trim().trim_start_matches('@').trim().to_owned()
}

/// A name without what makes no difference: case, width, `@`, and what is between its words.
fn form(name: &str) -> String {
    let kept = |c: &char| !matches!(c, '@' | '.' | '_' | '-') && !c.is_whitespace();
    fold(name).chars().filter(kept).collect()
}

/// Where a way to write a name counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Behind `@`.
    BehindSign,
    /// As a word of its own.
    Word,
    /// Also within other letters: Chinese parts no words.
    Anywhere,
}

/// One way to write a name. In this order: of two names that begin alike, the longer one is meant where it occurs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern {
    place: Place,
    length: std::cmp::Reverse<usize>,
    written: String,
}

impl Pattern {
    fn new(place: Place, written: String) -> Self {
        Self { place, length: std::cmp::Reverse(written.chars().count()), written }
    }

    /// Every way to write `name`.
    fn of(name: &str) -> Vec<Self> {
        let plain: String = bare(name).nfc().collect();
        if plain.chars().count() == 1 {
            return vec![Self::new(Place::BehindSign, regex::escape(&plain))];
        }
        let is_between = |c: char| matches!(c, '.' | '_' | '-') || c.is_whitespace();
        let words: Vec<String> =
            plain.split(is_between).filter(|it| !it.is_empty()).map(regex::escape).collect();
        let joined = format!("(?i:{})", words.join(r"[ ._\-\u{A0}\n]{0,2}"));
        let mut edges = [plain.chars().next(), plain.chars().next_back()].into_iter().flatten();
        if !edges.all(|c| c.is_ascii_alphanumeric()) {
            return vec![Self::new(Place::Anywhere, joined)];
        }
        let is_word = WORDS.contains(&plain.to_lowercase().as_str()) || plain.chars().count() <= 2;
        let is_said_bare = !name.trim().starts_with('@') || plain.starts_with(char::is_uppercase);
        let mut found = vec![Self::new(Place::BehindSign, joined.clone())];
        if !is_word {
            found.push(Self::new(Place::Word, joined));
        } else if is_said_bare {
            found.push(Self::new(Place::Word, regex::escape(&plain)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(shown: PeopleShown, names: &[&str]) -> People {
        let sources = crate::files::SourceMap::default();
        let mut config = crate::config::resolve(&sources, crate::config::Parsed::default(), None, None, &[])
            .unwrap_or_else(|faults| panic!("{faults:?}"));
        config.privacy.people = shown;
        let teams = BTreeSet::from([form("platform")]);
        People::new(names.iter().copied().collect(), &teams, &config)
    }

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &str) {
        assert_eq!(people(PeopleShown::Hidden, names).conceal(text), expected);
    }

    #[test]
    fn names_are_found_in_every_usual_form() {
        check(&["@zhangwei"], "zhangwei, @ZhangWei; zhangweis", "someone, someone; zhangweis");
        check(
            &["Ann Bo"],
            "Ann Bo, ann.bo, ann-bo.png, ANN_BO, Ann\nBo!",
            "someone, someone, someone.png, someone, someone\n!",
        );
        check(&["Ann Bo <abo7@x.example>"], "abo7@y.example wrote", "someone@y.example wrote");
        check(
            &["张三（运维）"],
            "由张三确认，@张三 / %E5%BC%A0%E4%B8%89",
            "由someone确认，someone / someone",
        );
        check(&["@li", "@wang"], "@li @wang@li,@wang", "someone someonesomeone,someone");
        check(&["张三、mei_1"], "张三mei_1与张三", "someonesomeone与someone");
        check(
            &["Mara Quillon (Ops Lead)"],
            "Quillon, maras; Ops, Lead: 2026-quillon.md",
            "someone, maras; Ops, Lead: 2026-someone.md",
        );
        check(&["José"], "Josés José.", "someones someone.");
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        for written in ["M&#97;ra", "M**a**ra", "Ma<b>ra</b>", "Ma\u{200B}ra", "Ｍara", "MARA", "M\\u0061ra"]
        {
            let text = people(PeopleShown::Hidden, &["Mara"]).conceal(&format!("- {written} said\nso"));
            assert!(text.contains("someone") && !text.to_lowercase().contains("ra"), "{written}: {text}");
        }
        check(&["王小明"], "由王**小明**确认，**王**小明", "由someone确认，someone");
        check(&["José"], "Jose\u{301} came", "someone came");
        check(&["Jose\u{301}"], "José came", "someone came");
    }

    #[test]
    fn words_roles_and_teams_stay() {
        check(
            &["@will", "@li"],
            "We will see, @will; a <li> of @Li",
            "We will see, someone; a <li> of someone",
        );
        check(&["SRE", "@运维", "@platform"], "SRE of platform, 运维", "SRE of platform, 运维");
        check(&[], "nobody", "nobody");
    }

    #[test]
    fn a_pseudonym_is_the_same_for_every_form_and_another_with_another_secret() {
        let key = |secret: &str| PeopleShown::Pseudonyms(secret.to_owned());
        let first = people(key("a secret of sixteen"), &["@zhang-wei", "Ann"]);
        let text = first.conceal("@zhangwei Zhang Wei Ann");
        let words: Vec<&str> = text.split(' ').collect();
        assert_eq!(words[0].trim_start_matches('@'), words[1]);
        assert!(words[0].starts_with("@person-") && words[1] != words[2], "{text}");
        let second = people(key("another secret here"), &["@zhang-wei", "Ann"]);
        assert_ne!(second.conceal("Ann"), first.conceal("Ann"));
        assert_eq!(first.conceal(&text), text, "what was concealed stays as it is");
    }
}
