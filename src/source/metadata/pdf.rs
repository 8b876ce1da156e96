//! PDF files: who wrote them, and with what, is blanked in place.
//!
//! 1. The strings of the information dictionary, which the trailer names, become blanks of the same length, and so do
//!    packets of XMP: every other byte keeps its place, so the tables of the file stay right.
//! 2. What is compressed or encrypted cannot be blanked. Such a file is refused where it holds any of this.
//! 3. Older states that a program left in the file are part of it, so every dictionary that was ever named is blanked.

use super::kinds::Stripped;
use crate::phrase::say;

fn compressed() -> Stripped {
    Stripped::Refused(say!("metadata.pdf-compressed"))
}

/// The file without its information and its XMP packets.
pub(super) fn without_info(bytes: &[u8]) -> Stripped {
    if find(&bytes[..1024.min(bytes.len())], b"%PDF-").is_none() {
        return Stripped::Refused(say!("metadata.not-pdf"));
    }
    if find(bytes, b"/Encrypt").is_some() {
        return Stripped::Refused(say!("metadata.pdf-encrypted"));
    }
    let mut out = bytes.to_vec();
    for at in places(bytes, b"/Info") {
        let Some(reference) = reference(bytes, at + b"/Info".len()) else { continue };
        let mut found = false;
        for (start, end) in objects(bytes, reference) {
            found = true;
            blank_strings(&mut out[start..end]);
            // A string that is kept elsewhere is not searched for.
            if !places(&out[start..end], b" R").is_empty() {
                return compressed();
            }
        }
        if !found {
            return compressed();
        }
    }
    if !blank_packets(&mut out) {
        return compressed();
    }
    if out == bytes { Stripped::AsItIs } else { Stripped::Without(out) }
}

/// Blanks every packet of XMP; false where one is compressed.
fn blank_packets(out: &mut [u8]) -> bool {
    for at in places(out, b"/Metadata") {
        // The type of a stream, and not the catalog's reference to one.
        if !out[..at].trim_ascii_end().ends_with(b"/Type") {
            continue;
        }
        let start = out[..at].windows(3).rposition(|it| it == b"obj").unwrap_or(0);
        let Some(stream) = find(&out[at..], b"stream").map(|it| at + it) else { return false };
        let Some(end) = find(&out[stream..], b"endstream").map(|it| stream + it) else { return false };
        if find(&out[start..stream], b"/Filter").is_some() {
            return false;
        }
        let data = &mut out[stream + b"stream".len()..end];
        data.iter_mut().filter(|it| !matches!(it, b'\r' | b'\n')).for_each(|it| *it = b' ');
    }
    true
}

/// The object number and generation at `at`: ` 12 0 R`.
fn reference(bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    let text: String = bytes.get(at..)?.iter().take(32).map(|it| char::from(*it)).collect();
    let mut words = text.split_ascii_whitespace();
    let (number, generation) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    words.next().is_some_and(|it| it.starts_with('R')).then_some((number, generation))
}

/// Where the dictionaries of `12 0 obj` begin and end.
fn objects(bytes: &[u8], (number, generation): (u32, u32)) -> Vec<(usize, usize)> {
    let head = format!("{number} {generation} obj");
    let starts = places(bytes, head.as_bytes());
    let is_whole = |at: &usize| *at == 0 || !bytes[at - 1].is_ascii_digit();
    let of = |at: usize| {
        let start = at + head.len();
        Some((start, start + find(&bytes[start..], b"endobj")?))
    };
    starts.into_iter().filter(is_whole).filter_map(of).collect()
}

/// Makes every string in `dictionary` one of blanks: `(Ann)` and `<416e6e>`.
fn blank_strings(dictionary: &mut [u8]) {
    let mut at = 0;
    while at < dictionary.len() {
        match dictionary[at] {
            b'(' => {
                let mut depth = 1;
                at += 1;
                while at < dictionary.len() && 0 < depth {
                    match dictionary[at] {
                        b'\\' => {
                            dictionary[at] = b' ';
                            if let Some(escaped) = dictionary.get_mut(at + 1) {
                                *escaped = b' ';
                            }
                            at += 1;
                        }
                        b'(' => {
                            depth += 1;
                            dictionary[at] = b' ';
                        }
                        b')' => {
                            depth -= 1;
                            if 0 < depth {
                                dictionary[at] = b' ';
                            }
                        }
                        _ => dictionary[at] = b' ',
                    }
                    at += 1;
                }
            }
            b'<' if dictionary.get(at + 1) == Some(&b'<') => at += 2,
            b'<' => {
                at += 1;
                while at < dictionary.len() && dictionary[at] != b'>' {
                    dictionary[at] = b'0';
                    at += 1;
                }
            }
            _ => at += 1,
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

/// Where `wanted` occurs as a whole name.
fn places(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|it| find(it, wanted)) {
        let start = at + next;
        at = start + wanted.len();
        if !bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            found.push(start);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(info: &str, more: &str) -> Vec<u8> {
        format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n12 0 obj\n{info}\nendobj\n{more}\ntrailer\n<</Root 1 0 R/Info 12 0 R>>\n%%EOF\n").into_bytes()
    }

    #[test]
    fn what_a_file_says_of_its_author_is_blanked_in_place() {
        let noted = file("<< /Author (Ann \\(Ops\\) (B)) /Creator <416e6e> /Producer(/home/ann) >>", "");
        let Stripped::Without(stripped) = without_info(&noted) else { panic!() };
        assert_eq!(stripped.len(), noted.len());
        let text = String::from_utf8(stripped.clone()).unwrap();
        assert!(!text.contains("Ann") && !text.contains("416e") && !text.contains("home"), "{text}");
        assert!(text.contains("/Author (               )") && text.contains("/Info 12 0 R"), "{text}");
        assert_eq!(without_info(&stripped), Stripped::AsItIs);
    }

    #[test]
    fn packets_of_xmp_are_blanked_where_they_can_be_read() {
        let packet = |filter: &str| {
            let more = format!(
                "5 0 obj\n<</Type /Metadata/Subtype/XML{filter}/Length 9>>\nstream\n<x>Ann</x>\nendstream\nendobj"
            );
            without_info(&file("<<>>", &more))
        };
        let Stripped::Without(stripped) = packet("") else { panic!() };
        assert!(!String::from_utf8(stripped).unwrap().contains("Ann"));
        assert_eq!(packet("/Filter/FlateDecode"), compressed());
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let compressed = String::from_utf8(file("<<>>", "")).unwrap().replace("12 0 obj", "13 0 obj");
        assert_eq!(without_info(compressed.as_bytes()), super::compressed());
        assert!(matches!(without_info(&file("<<>>", "<</Encrypt 3 0 R>>")), Stripped::Refused(_)));
        assert!(matches!(without_info(b"text"), Stripped::Refused(_)));
        assert_eq!(without_info(&file("<< /Producer () >>", "")), Stripped::AsItIs);
    }
}
