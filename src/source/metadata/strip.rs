//! One file without its notes, and one picture inside a drawing.

use crate::phrase::say;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::kinds::{Container, Stripped};
use super::{pdf, picture};

/// `bytes` without what they say beside what they show.
pub(in crate::source) fn without(container: Container, bytes: &[u8]) -> Stripped {
    let stripped = match container {
        Container::Png => picture::png(bytes),
        Container::Jpeg => picture::jpeg(bytes),
        Container::Gif => picture::gif(bytes),
        Container::Webp => picture::webp(bytes),
        Container::Avif => return picture::avif(bytes),
        Container::Pdf => return pdf::without_info(bytes),
    };
    match stripped {
        None => Stripped::Refused(say!("metadata.unlike")),
        Some(stripped) if stripped == bytes => Stripped::AsItIs,
        Some(stripped) => Stripped::Without(stripped),
    }
}

/// A picture that is written into an address (`data:image/png;base64,…`), written anew without its notes; `None` where it is
/// not one.
pub(in crate::source) fn picture_in_address(address: &str) -> Option<String> {
    let (head, data) = address.split_once(',')?;
    let folded: String = head.to_ascii_lowercase().chars().filter(|it| !it.is_whitespace()).collect();
    let named = folded.strip_prefix("data:image/")?.strip_suffix(";base64")?;
    let container = match named {
        "png" => Container::Png,
        "jpeg" | "jpg" => Container::Jpeg,
        "gif" => Container::Gif,
        "webp" => Container::Webp,
        _ => return None,
    };
    let data: String = data.chars().filter(|it| !it.is_whitespace()).collect();
    let bytes = STANDARD.decode(data).ok()?;
    let bytes = match without(container, &bytes) {
        Stripped::AsItIs => bytes,
        Stripped::Without(stripped) => stripped,
        Stripped::Refused(_) => return None,
    };
    let named = if named == "jpg" { "jpeg" } else { named };
    Some(format!("data:image/{named};base64,{}", STANDARD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_in_an_address_is_written_anew() {
        let gif = STANDARD
            .encode(b"GIF89a\x01\0\x01\0\0\0\0!\xfe\x03Ann\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;");
        let without = STANDARD.encode(b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;");
        let address = picture_in_address(&format!("DATA:image/gif; base64,\n{gif}"));
        assert_eq!(address, Some(format!("data:image/gif;base64,{without}")));
        for other in [
            "data:image/svg+xml;base64,AAAA",
            "data:text/html,x",
            "data:image/png;base64,AAAA",
            "x",
            "data:image/gif,x",
        ] {
            assert_eq!(picture_in_address(other), None, "{other}");
        }
    }
}
