//! Width and height of a picture, from the first bytes of its file.

/// Width and height in pixels of a PNG, JPEG, GIF or WebP; `None` where the bytes do not say.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'G', b'I', b'F', b'8', ..] => Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?)),
        [0xFF, 0xD8, ..] => jpeg(bytes),
        [b'R', b'I', b'F', b'F', ..] => webp(bytes),
        _ => None,
    };
    size.filter(|it| it.0 != 0 && it.1 != 0)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?))
}

/// Walks from segment to segment up to the frame, which says the size.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut is_turned = false;
    loop {
        while bytes.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let marker = bytes.get(at + 1).filter(|_| bytes[at] == 0xFF)?;
        let length = big(bytes, at + 2, 2)? as usize;
        match marker {
            // Frames, without the tables of codes and conditions that share their numbers.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                let (height, width) = (big(bytes, at + 5, 2)?, big(bytes, at + 7, 2)?);
                return Some(if is_turned { (height, width) } else { (width, height) });
            }
            0xE1 => is_turned |= turned(bytes.get(at + 4..at + 2 + length)?),
            0xD9 | 0xDA => return None,
            _ => {}
        }
        at += 2 + length;
    }
}

/// Whether a camera was held upright: the orientation in the Exif data swaps width and height.
fn turned(segment: &[u8]) -> bool {
    let Some(tiff) = segment.strip_prefix(b"Exif\0\0") else { return false };
    let number = if tiff.starts_with(b"II") { little } else { big };
    let orientation = || {
        let entries = number(tiff, 4, 4)? as usize;
        let n_entries = number(tiff, entries, 2)? as usize;
        let places = (0..n_entries.min(100)).map(|it| entries + 2 + it * 12);
        let mut found = places.filter(|it| number(tiff, *it, 2) == Some(0x0112));
        number(tiff, found.next()? + 8, 2)
    };
    orientation().is_some_and(|it| (5..=8).contains(&it))
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(8..16)? {
        b"WEBPVP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        b"WEBPVP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        b"WEBPVP8 " => Some((little(bytes, 26, 2)? & 0x3FFF, little(bytes, 28, 2)? & 0x3FFF)),
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |value, it| value << 8 | u32::from(*it)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |value, it| value << 8 | u32::from(*it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_says_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08";
        assert_eq!(size(png), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x80\x02\xe0\x01"), Some((640, 480)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(size(extended), Some((640, 480)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01";
        assert_eq!(size(lossy), Some((640, 480)));
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\x00";
        assert_eq!(size(lossless), Some((640, 480)));
    }

    #[test]
    fn a_jpeg_of_an_upright_camera_is_turned() {
        let frame = b"\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        let plain = [b"\xff\xd8\xff\xe0\0\x04ab".as_slice(), frame].concat();
        assert_eq!(size(&plain), Some((640, 480)));
        let exif = b"\xff\xe1\0\x1cExif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06";
        let turned = [b"\xff\xd8".as_slice(), exif, frame].concat();
        assert_eq!(size(&turned), Some((480, 640)));
    }

    #[test]
    fn what_is_cut_off_says_nothing() {
        for bytes in
            [&b""[..], b"\x89PNG", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\xff\xff", b"GIF89a", b"RIFF", b"text"]
        {
            assert_eq!(size(bytes), None);
        }
        assert_eq!(size(b"GIF89a\0\0\0\0"), None);
    }
}
