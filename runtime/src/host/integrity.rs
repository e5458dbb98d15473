//! Whether a program is the one that it should be, asked before it runs.

use std::fmt;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::str::FromStr;
use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{self, Context};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout_at};

use super::environment;
use crate::error::{Error, SecurityError};
use crate::process::{Image, Wanted};

/// The checksum of a program's file.
///
/// It is written as the algorithm's name and the sum in hexadecimal, as `sha256sum` and its like print it:
///
/// ```
/// let sum = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// let checksum: pintle::Checksum = sum.parse()?;
/// assert_eq!(checksum.to_string(), sum);
/// # Ok::<_, pintle::ChecksumError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Checksum(Sum);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sum {
    Sha256([u8; 32]),
    Sha384([u8; 48]),
    Sha512([u8; 64]),
}

/// A text that is no checksum.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChecksumError {
    /// It begins with none of `sha256:`, `sha384:` and `sha512:`.
    #[error("a checksum begins with `sha256:`, `sha384:` or `sha512:`, not with {0:?}")]
    UnknownAlgorithm(String),
    /// The sum has another length.
    #[error("a sum of {algorithm} has {expected} hexadecimal digits, not {seen}")]
    Length {
        /// The algorithm's name.
        algorithm: &'static str,
        /// How many digits its sums have.
        expected: usize,
        /// How many characters there are.
        seen: usize,
    },
    /// The sum has a character that is no hexadecimal digit.
    #[error("a checksum has hexadecimal digits only, not {0:?}")]
    NotHexadecimal(char),
}

impl Checksum {
    /// The SHA-256 of the file.
    pub const fn sha256(sum: [u8; 32]) -> Self {
        Self(Sum::Sha256(sum))
    }

    /// The SHA-384 of the file.
    pub const fn sha384(sum: [u8; 48]) -> Self {
        Self(Sum::Sha384(sum))
    }

    /// The SHA-512 of the file.
    pub const fn sha512(sum: [u8; 64]) -> Self {
        Self(Sum::Sha512(sum))
    }

    fn algorithm(&self) -> (&'static str, &'static digest::Algorithm) {
        match self.0 {
            Sum::Sha256(_) => (SHA256, &digest::SHA256),
            Sum::Sha384(_) => (SHA384, &digest::SHA384),
            Sum::Sha512(_) => (SHA512, &digest::SHA512),
        }
    }

    fn bytes(&self) -> &[u8] {
        match &self.0 {
            Sum::Sha256(sum) => sum,
            Sum::Sha384(sum) => sum,
            Sum::Sha512(sum) => sum,
        }
    }

    /// Whether the image has this sum (wire.md H1). Nothing is kept of it: one checksum does for any number of launches (H2).
    fn judge(&self, image: &Image) -> Result<(), SecurityError> {
        let unread = |source| SecurityError::Unreadable { program: image.program().to_owned(), source };
        let (algorithm, digest) = self.algorithm();
        let (mut bytes, mut sum, mut buffer) = (image.bytes()?, Context::new(digest), vec![0; CHUNK]);
        loop {
            match bytes.read(&mut buffer).map_err(unread)? {
                0 => break,
                count => sum.update(&buffer[..count]),
            }
        }
        let seen = sum.finish();
        verify_slices_are_equal(self.bytes(), seen.as_ref()).map_err(|_| SecurityError::ChecksumMismatch {
            program: image.program().to_owned(),
            algorithm,
            expected: hexadecimal(self.bytes()),
            seen: hexadecimal(seen.as_ref()),
        })
    }
}

impl FromStr for Checksum {
    type Err = ChecksumError;

    fn from_str(text: &str) -> Result<Self, ChecksumError> {
        match text.split_once(':') {
            Some((SHA256, sum)) => bytes(SHA256, sum).map(Self::sha256),
            Some((SHA384, sum)) => bytes(SHA384, sum).map(Self::sha384),
            Some((SHA512, sum)) => bytes(SHA512, sum).map(Self::sha512),
            Some((other, _)) => Err(ChecksumError::UnknownAlgorithm(other.to_owned())),
            None => Err(ChecksumError::UnknownAlgorithm(text.to_owned())),
        }
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.algorithm().0, hexadecimal(self.bytes()))
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checksum({self})")
    }
}

fn bytes<const N: usize>(algorithm: &'static str, text: &str) -> Result<[u8; N], ChecksumError> {
    let digit = |digit: char| digit.to_digit(16).ok_or(ChecksumError::NotHexadecimal(digit));
    let digits = text.chars().map(digit).collect::<Result<Vec<u32>, _>>()?;
    if digits.len() != 2 * N {
        return Err(ChecksumError::Length { algorithm, expected: 2 * N, seen: digits.len() });
    }
    let byte = |at| u8::try_from(16 * digits[2 * at] + digits[2 * at + 1]).expect("two digits make a byte");
    Ok(std::array::from_fn(byte))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Judges a program by its path and its bytes.
pub(super) type Verify = dyn Fn(&Path, &[u8]) -> Result<(), Box<dyn std::error::Error + Send + Sync>> + Send + Sync;

/// What a program must be, to be run.
#[derive(Clone, Default)]
pub(super) struct Integrity {
    pub(super) checksum: Option<Checksum>,
    pub(super) verify: Option<Arc<Verify>>,
}

impl Integrity {
    /// Whether anything is asked of the program.
    pub(super) fn is_asked_for(&self) -> bool {
        self.checksum.is_some() || self.verify.is_some()
    }

    /// Reads the program of `command`, and judges it: the command that runs what was found good. `None` where nothing is
    /// asked of it.
    pub(super) async fn check(
        &self,
        command: &Command,
        deadline: Instant,
    ) -> Result<Option<(tokio::process::Command, Image)>, Error> {
        if !self.is_asked_for() {
            return Ok(None);
        }
        let program = || command.get_program().into();
        let (integrity, wanted) = (self.clone(), Wanted::by(command, environment::search_path(command)));
        let judged = spawn_blocking(move || {
            let image = Image::read(&wanted)?;
            integrity.judge(&image)?;
            Ok::<_, Error>(image)
        });
        let image = match timeout_at(deadline, judged).await {
            Ok(Ok(judged)) => judged?,
            // The hook panicked: nothing was found good.
            Ok(Err(source)) => return Err(SecurityError::Refused { program: program(), source: source.into() }.into()),
            Err(late) => return Err(SecurityError::Unreadable { program: program(), source: late.into() }.into()),
        };
        let command = image.command(command)?;
        Ok(Some((command.into(), image)))
    }

    fn judge(&self, image: &Image) -> Result<(), SecurityError> {
        if let Some(checksum) = &self.checksum {
            checksum.judge(image)?;
        }
        if let Some(verify) = &self.verify {
            let program = image.program();
            let mut bytes = Vec::new();
            let read = image.bytes()?.read_to_end(&mut bytes);
            read.map_err(|source| SecurityError::Unreadable { program: program.to_owned(), source })?;
            let refused = |source| SecurityError::Refused { program: program.to_owned(), source };
            verify(program, &bytes).map_err(refused)?;
        }
        Ok(())
    }
}

const SHA256: &str = "sha256";
const SHA384: &str = "sha384";
const SHA512: &str = "sha512";

const CHUNK: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    // FIPS 180-2: the sums of "abc".
    const ABC: [&str; 3] = [
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha384:cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ];

    #[test]
    fn a_checksum_is_read_and_written() {
        for text in ABC {
            let checksum: Checksum = text.parse().unwrap();
            assert_eq!(checksum.to_string(), text);
            let (name, digits) = text.split_once(':').unwrap();
            assert_eq!(format!("{name}:{}", digits.to_uppercase()).parse(), Ok(checksum));
        }
        let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        let text = "sha256:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        assert_eq!(Checksum::sha256(bytes).to_string(), text);
    }

    #[test]
    fn what_is_no_checksum_is_told() {
        let (_, digits) = ABC[0].split_once(':').unwrap();
        let wrong = |text: String| text.parse::<Checksum>().unwrap_err();
        assert_eq!(wrong(digits.to_owned()), ChecksumError::UnknownAlgorithm(digits.to_owned()));
        assert_eq!(wrong(format!("SHA256:{digits}")), ChecksumError::UnknownAlgorithm("SHA256".to_owned()));
        assert_eq!(wrong(format!("md5:{digits}")), ChecksumError::UnknownAlgorithm("md5".to_owned()));
        assert_eq!(wrong(String::new()), ChecksumError::UnknownAlgorithm(String::new()));
        let length = |algorithm, expected, seen| ChecksumError::Length { algorithm, expected, seen };
        assert_eq!(wrong(format!("sha256:{digits}0")), length("sha256", 64, 65));
        assert_eq!(wrong(format!("sha384:{digits}")), length("sha384", 96, 64));
        assert_eq!(wrong(format!("sha512:{digits}")), length("sha512", 128, 64));
        assert_eq!(wrong("sha256:".to_owned()), length("sha256", 64, 0));
        assert_eq!(wrong(format!("sha256:{} ", &digits[1..])), ChecksumError::NotHexadecimal(' '));
        assert_eq!(wrong(format!("sha256:é{}", &digits[1..])), ChecksumError::NotHexadecimal('é'));
    }
}
