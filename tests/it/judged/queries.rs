//! Queries derived from the documents themselves, each with the documents that answer it.
//!
//! What answers a query is found by reading the documents' texts and fields plainly, without the index.

use std::collections::BTreeMap;

use afterword::inside::search::{Document, Facet};

use super::measure::Judged;
use super::random::Random;

/// Queries of each class.
const PER_CLASS: usize = 40;
/// Documents tried before a class is given up.
const MAX_TRIES: usize = 20_000;

/// A document as the judge reads it.
struct Read<'a> {
    document: &'a Document,
    title: String,
    /// All indexed text, lower-case, a line end between the texts.
    text: String,
    services: Vec<&'a str>,
    /// Id of the first cause, with its labels.
    cause: Vec<&'a str>,
}

/// Makes queries of one class from one document: the query and which documents answer it.
type Maker = fn(&Read<'_>, &mut Random) -> Option<(String, Answers)>;

/// Which documents answer a query.
enum Answers {
    /// Those whose text holds this.
    Text(String),
    /// Those whose text holds this as whole words.
    Words(String),
    /// Those whose title and services hold all of these, each as the beginning of a word.
    Title(Vec<String>),
    /// Those with this service and this in their title.
    Tail(String, String),
    /// Those with this cause and this service.
    Cause(String, String),
    /// This one.
    Id(String),
}

/// [`PER_CLASS`] queries of every class over `documents`, always the same.
pub(crate) fn derive(documents: &[Document]) -> Vec<Judged> {
    let read: Vec<Read<'_>> = documents.iter().map(Read::new).collect();
    let classes: [(&'static str, bool, Maker); 15] = [
        ("known item, English", false, known_english),
        ("known item, Chinese", false, known_chinese),
        ("run of a Chinese title", false, title_run),
        ("English cause and service", false, cause_english),
        ("Chinese cause and service", false, cause_chinese),
        ("id", false, id),
        ("typo", false, typo),
        ("identifier in lower case", false, |it, random| identifier(it, random, "")),
        ("identifier in words", false, |it, random| identifier(it, random, " ")),
        ("phrase", false, phrase),
        ("beginning of the last word", true, prefix),
        ("2 Chinese characters", false, |it, random| substring(it, random, 2)),
        ("3 Chinese characters", false, |it, random| substring(it, random, 3)),
        ("4 Chinese characters", false, |it, random| substring(it, random, 4)),
        ("6 Chinese characters", false, |it, random| substring(it, random, 6)),
    ];
    let mut judged = Vec::new();
    for (seed, (class, typing, make)) in (1..).zip(classes) {
        let mut random = Random::new(seed);
        let mut n = 0;
        for _ in 0..MAX_TRIES {
            let Some((query, answers)) = make(random.pick(&read), &mut random) else { continue };
            let relevant = answered(&read, &answers);
            judged.push(Judged { class: class.to_owned(), query, typing, log: false, relevant });
            n += 1;
            if n == PER_CLASS {
                break;
            }
        }
    }
    judged
}

/// The documents that answer, with grade 2.
fn answered(read: &[Read<'_>], answers: &Answers) -> BTreeMap<String, u32> {
    let answers = |it: &&Read<'_>| match answers {
        Answers::Text(text) => it.text.contains(text),
        Answers::Words(text) => it.text.match_indices(text).any(|(at, _)| {
            let before = it.text[..at].chars().next_back();
            let after = it.text[at + text.len()..].chars().next();
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_word(before) && !is_word(after)
        }),
        Answers::Title(words) => {
            let words_of: Vec<&str> =
                it.title.split(|c: char| !c.is_alphanumeric()).chain(it.services.iter().copied()).collect();
            words.iter().all(|word| words_of.iter().any(|it| it.starts_with(word.as_str())))
        }
        Answers::Tail(service, tail) => {
            it.services.contains(&service.as_str()) && it.title.contains(tail.as_str())
        }
        Answers::Cause(cause, service) => {
            it.cause.first() == Some(&cause.as_str()) && it.services.contains(&service.as_str())
        }
        Answers::Id(id) => it.document.id == *id,
    };
    read.iter().filter(answers).map(|it| (it.document.url.clone(), 2)).collect()
}

impl<'a> Read<'a> {
    fn new(document: &'a Document) -> Self {
        let texts = [&document.title_text, &document.label_text, &document.heading_text, &document.body_text];
        let text = texts.into_iter().flatten().map(|it| it.to_lowercase()).collect::<Vec<_>>().join("\n");
        let of = |facet: Facet| document.facets.iter().filter(move |it| it.0 == facet).map(|it| &*it.1);
        Self {
            document,
            title: document.title.to_lowercase(),
            text,
            services: of(Facet::Service).collect(),
            cause: of(Facet::Cause).take(3).collect(),
        }
    }

    fn is_english(&self) -> bool {
        self.document.language == "en"
    }

    /// Letters a–z of the title, words of `least` or more, in order.
    fn title_words(&self, least: usize) -> Vec<&str> {
        let is_plain = |it: &&str| least <= it.len() && it.bytes().all(|it| it.is_ascii_lowercase());
        self.title.split(' ').filter(is_plain).collect()
    }
}

fn known_english(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let words = it.title_words(5);
    if !it.is_english() || words.len() < 3 {
        return None;
    }
    let start = random.below(words.len() - 2);
    let mut words: Vec<String> = words[start..start + 3].iter().map(|it| (*it).to_owned()).collect();
    words.extend(it.services.first().map(|it| (*it).to_owned()));
    Some((words.join(" "), Answers::Title(words)))
}

fn known_chinese(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let run = cjk_runs(&it.title).into_iter().max_by_key(Vec::len).filter(|it| 6 <= it.len())?;
    let tail: String = run[run.len() - random.between(5, 6)..].iter().collect();
    let service = it.services.first().filter(|it| it.is_ascii())?;
    if !it.title.contains(service) {
        return None;
    }
    Some((format!("{service} {tail}"), Answers::Tail((*service).to_owned(), tail)))
}

fn title_run(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let runs = cjk_runs(&it.title);
    let run = runs.iter().find(|it| 7 <= it.len())?;
    let run: String = run.iter().take(random.between(7, 10)).collect();
    Some((run.clone(), Answers::Text(run)))
}

fn cause_english(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let label = it.cause.iter().skip(1).find(|it| it.is_ascii())?;
    let service = random.pick(&it.services);
    service.is_ascii().then(|| {
        (
            format!("{} {service}", label.to_lowercase()),
            Answers::Cause(it.cause[0].to_owned(), (*service).to_owned()),
        )
    })
}

fn cause_chinese(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let label = it.cause.iter().skip(1).find(|it| !it.is_ascii())?;
    let service = random.pick(&it.services);
    service.is_ascii().then(|| {
        (format!("{service} {label}"), Answers::Cause(it.cause[0].to_owned(), (*service).to_owned()))
    })
}

fn id(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let id = &it.document.id;
    let query = match random.below(4) {
        0 => id.clone(),
        1 => id.to_lowercase(),
        2 => id.split_once('-')?.1.to_owned(),
        _ => id.replace('-', " "),
    };
    Some((query, Answers::Id(id.clone())))
}

fn typo(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let words = it.title_words(6);
    if !it.is_english() || words.len() < 2 {
        return None;
    }
    let start = random.below(words.len() - 1);
    let words: Vec<String> = words[start..start + 2].iter().map(|it| (*it).to_owned()).collect();
    let mut letters: Vec<char> = words[1].chars().collect();
    let at = random.between(1, letters.len() - 2);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        2 => letters.insert(at, 'x'),
        _ => letters[at] = 'q',
    }
    let wrong: String = letters.into_iter().collect();
    (wrong != words[1]).then(|| (format!("{} {wrong}", words[0]), Answers::Title(words)))
}

fn identifier(it: &Read<'_>, random: &mut Random, between: &str) -> Option<(String, Answers)> {
    let body = it.document.body();
    let is_hump = |word: &&str| {
        word.bytes().all(|it| it.is_ascii_alphabetic())
            && 1 < word.bytes().skip(1).filter(u8::is_ascii_uppercase).count()
            && word
                .bytes()
                .zip(word.bytes().skip(1))
                .all(|(a, b)| !(a.is_ascii_uppercase() && b.is_ascii_uppercase()))
    };
    let words: Vec<&str> = body.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_hump).collect();
    if words.is_empty() {
        return None;
    }
    let word = *random.pick(&words);
    let mut query = String::new();
    for (place, c) in word.char_indices() {
        if 0 < place && c.is_ascii_uppercase() {
            query.push_str(between);
        }
        query.push(c.to_ascii_lowercase());
    }
    Some((query, Answers::Text(word.to_lowercase())))
}

fn phrase(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let body = it.document.body().to_lowercase();
    let lines: Vec<&str> = body.lines().filter(|it| 60 < it.len()).collect();
    if !it.is_english() || lines.is_empty() {
        return None;
    }
    let words: Vec<&str> = random.pick(&lines).split(' ').collect();
    let n_words = random.between(3, 4);
    if words.len() < n_words + 2 {
        return None;
    }
    let start = random.below(words.len() - n_words);
    let chosen = &words[start..start + n_words];
    let is_plain = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_lowercase());
    if !chosen.iter().all(is_plain) || chosen[0].len() < 5 || chosen[n_words - 1].len() < 5 {
        return None;
    }
    let text = chosen.join(" ");
    Some((format!("\"{text}\""), Answers::Words(text)))
}

fn prefix(it: &Read<'_>, random: &mut Random) -> Option<(String, Answers)> {
    let words = it.title_words(6);
    if !it.is_english() || words.len() < 2 {
        return None;
    }
    let start = random.below(words.len() - 1);
    let beginning = &words[start + 1][..random.between(4, words[start + 1].len() - 2)];
    let words = vec![words[start].to_owned(), beginning.to_owned()];
    Some((words.join(" "), Answers::Title(words)))
}

fn substring(it: &Read<'_>, random: &mut Random, n_chars: usize) -> Option<(String, Answers)> {
    let runs: Vec<Vec<char>> =
        cjk_runs(&it.document.body()).into_iter().filter(|it| n_chars <= it.len()).collect();
    if runs.is_empty() {
        return None;
    }
    let run = random.pick(&runs);
    let start = random.below(run.len() + 1 - n_chars);
    let text: String = run[start..start + n_chars].iter().collect();
    Some((text.clone(), Answers::Text(text)))
}

/// Every unbroken run of Chinese characters.
fn cjk_runs(text: &str) -> Vec<Vec<char>> {
    let is_cjk = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let mut runs: Vec<Vec<char>> = vec![Vec::new()];
    for c in text.chars() {
        match runs.last_mut() {
            Some(run) if is_cjk(&c) => run.push(c),
            Some(run) if run.is_empty() => {}
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|it| !it.is_empty());
    runs
}
