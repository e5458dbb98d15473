//! Metadata: names and values beside a request or a reply.

use std::{fmt, mem};

use tonic::metadata::{AsciiMetadataKey, BinaryMetadataKey, KeyAndValueRef, MetadataMap, MetadataValue};

/// Names and values that travel beside a request or a reply, as HTTP/2 headers. Names are case-insensitive.
#[derive(Clone, Default)]
pub struct Metadata(MetadataMap);

/// Metadata that cannot travel.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MetadataError {
    /// The name is no name of a header.
    #[error("`{key}` is no name of metadata: use lower-case letters, digits, `-`, `_` and `.`")]
    BadKey {
        /// The name.
        key: String,
    },
    /// The name is gRPC's own.
    #[error("metadata cannot be named `{key}`: gRPC itself uses that name")]
    Reserved {
        /// The name.
        key: String,
    },
    /// The name says that the value is of the other kind.
    #[error("`{key}` has the wrong ending: the name of bytes ends with `-bin`, and that of text does not")]
    WrongKind {
        /// The name.
        key: String,
    },
    /// The text has characters that a header cannot have.
    #[error("the value of `{key}` has characters other than printable ASCII: send it as bytes, with a name in `-bin`")]
    BadValue {
        /// The name.
        key: String,
    },
}

impl Metadata {
    /// The first text of this name.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    /// All texts of this name, in order.
    pub fn get_all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.get_all(key).iter().filter_map(|value| value.to_str().ok())
    }

    /// The first bytes of this name, which ends with `-bin`.
    pub fn get_bin(&self, key: &str) -> Option<Vec<u8>> {
        Some(self.0.get_bin(key)?.to_bytes().ok()?.to_vec())
    }

    /// All names, each as often as it has values.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| match entry {
            KeyAndValueRef::Ascii(key, _) => key.as_str(),
            KeyAndValueRef::Binary(key, _) => key.as_str(),
        })
    }

    /// Adds a text, beside others of the same name.
    ///
    /// # Errors
    ///
    /// The name is none, is gRPC's own or ends with `-bin`; or the text is not printable ASCII.
    pub fn insert(&mut self, key: &str, value: &str) -> Result<(), MetadataError> {
        let name = not_reserved(key)?;
        if name.ends_with(BIN) {
            return Err(MetadataError::WrongKind { key: name });
        }
        let Ok(name) = AsciiMetadataKey::from_bytes(name.as_bytes()) else {
            return Err(MetadataError::BadKey { key: name });
        };
        let is_plain = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        match MetadataValue::try_from(value).ok().filter(|_| is_plain) {
            Some(value) => _ = self.0.append(name, value),
            None => return Err(MetadataError::BadValue { key: key.to_owned() }),
        }
        Ok(())
    }

    /// Adds bytes, beside others of the same name.
    ///
    /// # Errors
    ///
    /// The name is none, is gRPC's own or does not end with `-bin`.
    pub fn insert_bin(&mut self, key: &str, value: &[u8]) -> Result<(), MetadataError> {
        let name = not_reserved(key)?;
        if !name.ends_with(BIN) {
            return Err(MetadataError::WrongKind { key: name });
        }
        let Ok(name) = BinaryMetadataKey::from_bytes(name.as_bytes()) else {
            return Err(MetadataError::BadKey { key: name });
        };
        self.0.append_bin(name, MetadataValue::from_bytes(value));
        Ok(())
    }

    pub(crate) fn from_tonic(metadata: MetadataMap) -> Self {
        Self(metadata)
    }

    pub(in crate::service) fn into_tonic(self) -> MetadataMap {
        self.0
    }

    /// Adds all of `other`, in place of what has the same names.
    pub(in crate::service) fn merge(&mut self, other: Self) {
        let mut headers = mem::take(&mut self.0).into_headers();
        headers.extend(other.0.into_headers());
        self.0 = MetadataMap::from_headers(headers);
    }
}

/// What the names of bytes end with.
const BIN: &str = "-bin";

/// Reports a name that gRPC or HTTP/2 has for itself.
fn not_reserved(key: &str) -> Result<String, MetadataError> {
    const RESERVED: [&str; 4] = ["te", "content-type", "content-length", "user-agent"];
    let key = key.to_ascii_lowercase();
    match key.starts_with("grpc-") || RESERVED.contains(&key.as_str()) {
        true => Err(MetadataError::Reserved { key }),
        false => Ok(key),
    }
}

/// Names only: values may be secrets.
impl fmt::Debug for Metadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_bytes_are_found_by_any_case() {
        let mut metadata = Metadata::default();
        metadata.insert("Tenant", "a").unwrap();
        metadata.insert("tenant", "b").unwrap();
        metadata.insert_bin("proof-bin", &[0, 255]).unwrap();
        assert_eq!(metadata.get("tenant"), Some("a"));
        assert_eq!(metadata.get_all("tenant").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(metadata.get_bin("proof-bin"), Some(vec![0, 255]));
        assert_eq!(metadata.get("other"), None);
    }

    #[test]
    fn what_cannot_travel_is_refused() {
        let mut metadata = Metadata::default();
        let key = |key: &str| key.to_owned();
        let table = [
            (metadata.insert("a b", "v"), MetadataError::BadKey { key: key("a b") }),
            (metadata.insert("", "v"), MetadataError::BadKey { key: key("") }),
            (metadata.insert("grpc-status", "0"), MetadataError::Reserved { key: key("grpc-status") }),
            (metadata.insert("TE", "v"), MetadataError::Reserved { key: key("te") }),
            (metadata.insert("proof-bin", "v"), MetadataError::WrongKind { key: key("proof-bin") }),
            (metadata.insert_bin("proof", b"v"), MetadataError::WrongKind { key: key("proof") }),
            (metadata.insert("name", "Jürgen"), MetadataError::BadValue { key: key("name") }),
            (metadata.insert("name", "a\nb"), MetadataError::BadValue { key: key("name") }),
        ];
        for (result, expected) in table {
            assert_eq!(result, Err(expected));
        }
        assert_eq!(metadata.keys().count(), 0);
    }

    #[test]
    fn values_are_not_shown() {
        let mut metadata = Metadata::default();
        metadata.insert("authorization", "secret").unwrap();
        assert_eq!(format!("{metadata:?}"), "{\"authorization\"}");
    }
}
