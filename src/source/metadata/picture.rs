//! Pictures, block by block: those that are needed to show the picture stay.

use crate::phrase::say;
use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::{CHUNK_EXIF, CHUNK_VP8X, CHUNK_XMP, WebP};

use super::kinds::{Container, Stripped};

/// Chunks of a PNG that say how the picture is shown.
const PNG_CHUNKS: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// The kind of picture that `bytes` begin like.
pub(in crate::source) fn kind(bytes: &[u8]) -> Option<Container> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(Container::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(Container::Jpeg),
        [b'G', b'I', b'F', b'8', ..] => Some(Container::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Container::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => Some(Container::Avif),
        _ => None,
    }
}

pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let ends = png.chunks().last().is_some_and(|it| it.kind() == *b"IEND");
    png.chunks_mut().retain(|it| PNG_CHUNKS.iter().any(|kept| **kept == it.kind()));
    ends.then(|| png.encoder().bytes().to_vec())
}

/// Of Exif only how the camera was held stays: without it the picture would lie on its side.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let exif = jpeg.segments_by_marker(markers::APP1).find_map(|it| orientation(it.contents()));
    jpeg.segments_mut().retain(is_shown);
    if let Some(orientation) = exif.filter(|it| *it != 1) {
        let mut contents = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        contents.extend(orientation.to_le_bytes());
        contents.extend([0; 6]);
        let segment = JpegSegment::new_with_contents(markers::APP1, contents.into());
        jpeg.segments_mut().insert(0, segment);
    }
    jpeg.segments().iter().any(JpegSegment::has_entropy).then(|| jpeg.encoder().bytes().to_vec())
}

/// Whether a segment says how the picture is shown: colors (JFIF, ICC, Adobe), tables and the picture itself.
fn is_shown(segment: &JpegSegment) -> bool {
    match segment.marker() {
        markers::APP0 => segment.contents().starts_with(b"JFIF\0"),
        markers::APP2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => segment.contents().starts_with(b"Adobe"),
        markers::APP1 | markers::APP3..=markers::APP13 | markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// Whether a camera was held upright, so that width and height are swapped.
pub(in crate::source) fn is_turned(bytes: &[u8]) -> bool {
    let jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok();
    let mut segments = jpeg.iter().flat_map(|it| it.segments_by_marker(markers::APP1));
    segments.find_map(|it| orientation(it.contents())).is_some_and(|it| (5..=8).contains(&it))
}

/// How the camera was held, 1 to 8, by the Exif data in `segment`.
fn orientation(segment: &[u8]) -> Option<u16> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        let add = |value: usize, it: &u8| value << 8 | usize::from(*it);
        Some(if is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let entries = number(4, 4)?;
    let n_entries = number(entries, 2)?.min(200);
    let places = (0..n_entries).map(|it| entries + 2 + it * 12);
    let place = places.into_iter().find(|it| number(*it, 2) == Some(0x0112))?;
    number(place + 8, 2).and_then(|it| u16::try_from(it).ok()).filter(|it| (1..=8).contains(it))
}

pub(super) fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut webp = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let shown = [*b"VP8 ", *b"VP8L", *b"VP8X", *b"ALPH", *b"ANIM", *b"ANMF", *b"ICCP"];
    let has_notes = webp.has_chunk(CHUNK_EXIF) || webp.has_chunk(CHUNK_XMP);
    webp.chunks_mut().retain(|it| shown.contains(&it.id()));
    let mut out = webp.encoder().bytes().to_vec();
    if has_notes {
        // The header of the extended format says which notes follow.
        let header = out.windows(4).position(|it| it == CHUNK_VP8X.as_slice())?;
        *out.get_mut(header + 8)? &= !0b0000_1100;
    }
    Some(out)
}

/// Comments and what programs add go; what makes the picture move stays.
pub(super) fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    const APPLICATIONS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    // Where a run of sub-blocks ends.
    let blocks_end = |mut at: usize| loop {
        match usize::from(*bytes.get(at)?) {
            0 => return Some(at + 1),
            length => at += 1 + length,
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let end = match *bytes.get(at)? {
            0x3B => {
                out.push(0x3B);
                return Some(out);
            }
            0x2C => {
                let data = at + 10 + table(*bytes.get(at + 9)?) + 1;
                blocks_end(data)?
            }
            0x21 => {
                let end = blocks_end(at + 2)?;
                let is_shown = match *bytes.get(at + 1)? {
                    0xF9 => true,
                    0xFF => APPLICATIONS.iter().any(|it| bytes.get(at + 3..at + 14) == Some(*it)),
                    _ => false,
                };
                if !is_shown {
                    at = end;
                    continue;
                }
                end
            }
            _ => return None,
        };
        out.extend_from_slice(bytes.get(at..end)?);
        at = end;
    }
}

/// Notes of AVIF are items among others, which nothing here can take out.
pub(super) fn avif(bytes: &[u8]) -> Stripped {
    let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|it| it == wanted);
    if kind(bytes) != Some(Container::Avif) {
        return Stripped::Refused(say!("metadata.unlike"));
    }
    if [b"Exif".as_slice(), b"application/rdf+xml", b"<x:xmpmeta", b"udta"].iter().any(|it| holds(it)) {
        return Stripped::Refused(say!("metadata.avif"));
    }
    Stripped::AsItIs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of one pixel with these chunks before its data.
    fn png_with(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let header: (&[u8; 4], &[u8]) = (b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
        let data: (&[u8; 4], &[u8]) = (b"IDAT", b"\x78\x9c\x63\0\0\0\x02\0\x01");
        for (kind, contents) in [header].iter().chain(chunks).chain(&[data, (b"IEND", b"")]) {
            let chunk = img_parts::png::PngChunk::new(**kind, Bytes::copy_from_slice(contents));
            out.extend(chunk.encoder().bytes());
        }
        out
    }

    #[test]
    fn a_png_loses_its_texts_and_keeps_its_colors() {
        let plain = png_with(&[(b"gAMA", b"\0\0\xb1\x8f")]);
        assert_eq!(png(&plain), Some(plain.clone()));
        let mut noted = png_with(&[
            (b"tEXt", b"Author\0Ann"),
            (b"gAMA", b"\0\0\xb1\x8f"),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
            (b"eXIf", b"MM\0*"),
            (b"tIME", b"\x07\xea\x01\x01\0\0\0"),
            (b"prVt", b"/home/ann"),
        ]);
        noted.extend(b"behind the end: Ann");
        assert_eq!(png(&noted), Some(plain.clone()));
        assert_eq!(png(&plain[..plain.len() - 12]), None);
    }

    fn jpeg_with(segments: &[&[u8]]) -> Vec<u8> {
        let mut out = b"\xff\xd8".to_vec();
        for it in segments {
            out.extend(*it);
        }
        out.extend(b"\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03\x01\x11\0\x02\x11\x01\x03\x11\x01");
        out.extend(b"\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0\x12\x34\xff\xd9");
        out
    }

    const EXIF: &[u8] =
        b"\xff\xe1\0\x28Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0Ann B.";

    #[test]
    fn a_jpeg_keeps_only_how_the_camera_was_held() {
        let plain = jpeg_with(&[b"\xff\xe0\0\x07JFIF\0"]);
        assert_eq!(jpeg(&plain).as_ref(), Some(&plain));
        let xmp = b"\xff\xe1\0\x08http:/";
        let comment = b"\xff\xfe\0\x05Ann";
        let noted = jpeg_with(&[b"\xff\xe0\0\x07JFIF\0", EXIF, xmp, comment, b"\xff\xed\0\x05Pho"]);
        let stripped = jpeg(&noted).unwrap();
        assert!(is_turned(&noted) && is_turned(&stripped) && !is_turned(&plain));
        assert!(!stripped.windows(3).any(|it| matches!(it, b"Ann" | b"htt" | b"Pho")));
        assert_eq!(jpeg(b"\xff\xd8\xff\xe0"), None);
    }

    #[test]
    fn a_webp_says_no_more_that_notes_follow() {
        let lossy = b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x01\0\x01\0".as_slice();
        let file = |flags: u8, more: &[u8]| {
            let body =
                [b"WEBPVP8X\x0a\0\0\0".as_slice(), &[flags], b"\0\0\0\0\0\0\0\0\0", lossy, more].concat();
            let length = u32::try_from(body.len()).unwrap().to_le_bytes();
            [b"RIFF".as_slice(), &length, &body].concat()
        };
        let noted = file(0b0010_1100, b"EXIF\x04\0\0\0Ann.XMP \x04\0\0\0<x/>");
        assert_eq!(webp(&noted), Some(file(0b0010_0000, b"")));
    }

    #[test]
    fn a_gif_keeps_its_frames_and_how_often_it_moves() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".as_slice();
        let moves = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0!\xf9\x04\0\0\0\0\0".as_slice();
        let frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".as_slice();
        let notes = b"!\xfe\x05Ann B\0!\xff\x0bXMP DataXMP\x03<x>\0".as_slice();
        let plain = [head, moves, frame, b";"].concat();
        assert_eq!(gif(&[head, notes, moves, frame, notes, b";behind"].concat()), Some(plain.clone()));
        assert_eq!(gif(&plain), Some(plain.clone()));
        assert_eq!(gif(&plain[..plain.len() - 3]), None);
        assert_eq!(gif(b"GIF89a"), None);
    }

    #[test]
    fn an_avif_with_notes_is_refused() {
        let plain = b"\0\0\0\x14ftypavif\0\0\0\0avif\0\0\0\x08meta";
        assert_eq!(avif(plain), Stripped::AsItIs);
        assert!(matches!(avif(&[plain.as_slice(), b"infeExif"].concat()), Stripped::Refused(_)));
        assert!(matches!(avif(b"text"), Stripped::Refused(_)));
    }
}
