//! The mirror as pintle has it.

use futures_util::stream;
use pintle::Streaming;
use pintle_tests::mirror::{All, Gathered, Mirror, MirrorError};

struct Here;

impl Mirror for Here {
    async fn samples(&self, count: u32) -> Result<Streaming<All, MirrorError>, MirrorError> {
        Ok(Streaming::iter(All::samples(count)))
    }

    async fn echo(&self, all: All) -> Result<All, MirrorError> {
        Ok(all)
    }

    async fn repeat(&self, all: All, times: u32) -> Result<Streaming<All, MirrorError>, MirrorError> {
        Ok(Streaming::iter((0..times).map(move |_| all.clone())))
    }

    async fn gather(&self, label: String, mut all: Streaming<All, MirrorError>) -> Result<Gathered, MirrorError> {
        let mut gathered = Gathered { label, all: Vec::new() };
        while let Some(next) = all.try_next().await? {
            gathered.all.push(next);
        }
        Ok(gathered)
    }

    async fn reflect(&self, all: Streaming<All, MirrorError>) -> Result<Streaming<All, MirrorError>, MirrorError> {
        Ok(all)
    }

    async fn refuse(&self, reason: String, all: All) -> Result<(), MirrorError> {
        Err(MirrorError::Refused { reason, numbers: Box::new(all.numbers) })
    }

    async fn break_off(&self, reason: String, all: All) -> Result<Streaming<All, MirrorError>, MirrorError> {
        let refused = MirrorError::Refused { reason, numbers: Box::new(all.numbers.clone()) };
        Ok(Streaming::new(stream::iter([Ok(all), Err(refused)])))
    }
}

#[pintle::main]
fn main() -> impl Mirror {
    Here
}
