//! A service whose plugin ends, freezes and lingers as it is told, for those who watch over it.

use pintle::{CallError, Callback, plugin};

/// What a plugin's life is made of.
#[plugin(package = "life.v1", cookie("LIFE_PLUGIN", "life"))]
pub trait Life {
    /// The process.
    #[rpc(idempotent)]
    async fn pid(&self) -> Result<u32, CallError>;

    /// The process; or its end, with code 3, if it could take this file away.
    #[rpc(idempotent)]
    async fn pid_or_end(&self, file: String) -> Result<u32, CallError>;

    /// The same, of a method that may not be called twice.
    async fn pid_or_end_once(&self, file: String) -> Result<u32, CallError>;

    /// Blocks the one thread that answers.
    async fn freeze(&self) -> Result<(), CallError>;

    /// Asks `witness` whether it may go on, until it may, and tells how often it has asked.
    async fn linger(&self, witness: Callback<WitnessClient>) -> Result<u32, CallError>;
}

/// Somebody who knows when it is time.
#[plugin(package = "life.v1")]
pub trait Witness {
    /// Whether it is time.
    async fn is_time(&self) -> Result<bool, CallError>;
}
