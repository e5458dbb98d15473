//! What is known of a method and a service at compile time.

use prost_types::FileDescriptorProto;

use super::Handler;
use crate::error::CallError;
use crate::field::{File, Payload, Reply, Reserved};
use crate::handshake::Handshake;
use crate::status::Status;

/// The facts of the method at position `N` of a trait; implemented for the trait's client by `#[plugin]`.
///
/// Whoever calls or answers names the method by client and position, and takes every type from here. So a type that
/// cannot travel is reported once, where the method is described.
pub trait Method<const N: usize> {
    /// The method's name on the wire, `GetAll`.
    const NAME: &'static str;
    /// Where it is called, `/kv.v1.Kv/GetAll`.
    const PATH: &'static str;
    /// The arguments.
    type Request: Payload;
    /// What the method returns when all is well.
    type Reply: Reply;
    /// What it returns otherwise.
    type Error: Failure;
    /// What no argument may have.
    const RESERVED: Reserved = Reserved::NONE;
}

/// An error type of a `#[plugin]` trait: it can hold a lost call, and it can travel as a status.
///
/// [`Status`] and [`CallError`] are such types; one of your own says how it is made and how it travels:
///
/// ```
/// use pintle::{CallError, Code, Failure, Status};
///
/// enum KvError {
///     Locked,
///     Call(CallError),
/// }
///
/// impl From<CallError> for KvError {
///     fn from(error: CallError) -> Self {
///         Self::Call(error)
///     }
/// }
///
/// impl Failure for KvError {
///     fn into_status(self) -> Status {
///         match self {
///             Self::Locked => Status::new(Code::FailedPrecondition, "the store is locked"),
///             Self::Call(error) => error.into_status(),
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a remote call",
    label = "a remote call can fail on its way, and this type has no place for that",
    note = "return `pintle::Status` or `pintle::CallError`, or implement `pintle::Failure` for `{Self}`"
)]
pub trait Failure: From<CallError> + Send + 'static {
    /// The status that the other end sees.
    fn into_status(self) -> Status;
}

impl Failure for Status {
    fn into_status(self) -> Status {
        self
    }
}

impl Failure for CallError {
    fn into_status(self) -> Status {
        self.into()
    }
}

/// A service's name and description; implemented for the trait's client by `#[plugin]`.
pub trait Service: Sized {
    /// The full name, `kv.v1.Kv`.
    const NAME: &'static str;
    /// The methods' names on the wire, in order.
    const METHODS: &'static [&'static str];

    /// Adds every method to the description.
    fn describe(file: &mut File);
}

/// Describes a service whole.
pub fn describe<C: Service>() -> FileDescriptorProto {
    let mut file = File::new(C::NAME, C::METHODS);
    C::describe(&mut file);
    file.finish()
}

/// The files that the description of a service imports, each after what it imports itself.
pub fn imports<C: Service>() -> Vec<FileDescriptorProto> {
    let mut file = File::new(C::NAME, C::METHODS);
    C::describe(&mut file);
    file.take_imports()
}

/// Describes the method at position `N`.
pub fn describe_method<C: Method<N>, const N: usize>(file: &mut File) {
    file.method::<C::Request, <C::Reply as Reply>::Payload>(C::NAME);
    file.reserve(C::NAME, &C::RESERVED);
}

/// What a method returns, taken apart by the compiler: so an alias such as `io::Result<T>` works too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result`",
    label = "a call can always fail",
    note = "write `Result<T, Status>`, or an alias of it"
)]
pub trait Outcome {
    /// What it returns when all is well.
    type Reply;
    /// What it returns otherwise.
    type Error;
}

impl<T, E> Outcome for Result<T, E> {
    type Reply = T;
    type Error = E;
}

/// A handler that knows its handshake, so that it can be a whole plugin.
#[diagnostic::on_unimplemented(
    message = "a plugin of this trait alone has no cookie to know its host by",
    note = "add `cookie(\"KEY\", \"value\")` to the trait's `#[plugin]`"
)]
pub trait Served: Handler {
    /// The trait's handshake.
    const HANDSHAKE: Handshake;
}
