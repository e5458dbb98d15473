//! What is known of a method and a service at compile time.

use prost_types::FileDescriptorProto;

use super::{Form, Handler, Input};
use crate::error::CallError;
use crate::field::{File, Note, Reserved, Streams};
use crate::handshake::Handshake;
use crate::status::Status;

/// The facts of the method at position `N` of a trait; implemented for the trait's client by `#[plugin]`.
///
/// Whoever calls or answers names the method by client and position, and takes every type from here. So a type that
/// cannot travel is reported once, where the method is described.
pub trait Method<const N: usize>: 'static {
    /// The method's name on the wire, `GetAll`.
    const NAME: &'static str;
    /// Where it is called, `/kv.v1.Kv/GetAll`.
    const PATH: &'static str;
    /// The arguments.
    type Request: Input;
    /// What the method returns: a `Result`.
    type Outcome: Outcome<Error: Failure>;
    /// In which form it travels when all is well.
    type Form: Form<Reply<Self, N>>;
    /// Whether doing it twice is as good as once.
    const IDEMPOTENT: bool = false;
    /// What no argument may have.
    const RESERVED: Reserved = Reserved::NONE;
    /// What the trait says of the method.
    const NOTE: Note = Note::NONE;
}

/// What the method at position `N` returns when all is well.
pub(super) type Reply<C, const N: usize> = <<C as Method<N>>::Outcome as Outcome>::Reply;

/// What it returns otherwise.
pub(super) type Error<C, const N: usize> = <<C as Method<N>>::Outcome as Outcome>::Error;

/// One message of the response of the method at position `N`.
pub(super) type Answered<C, const N: usize> = <<C as Method<N>>::Form as Form<Reply<C, N>>>::Payload;

/// One message of the request of the method at position `N`.
pub(super) type Asked<C, const N: usize> = <<C as Method<N>>::Request as Input>::Payload;

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
    note = "return `pintle::Status`, `pintle::CallError`, or an enum with `#[derive(pintle::Error)]`"
)]
pub trait Failure: From<CallError> + Send + 'static {
    /// The status that the other end sees.
    fn into_status(self) -> Status;

    /// The status as a service of `package` sends it.
    #[doc(hidden)]
    fn depart(self, _package: &'static str) -> Status {
        self.into_status()
    }

    /// The error as a client of a service of `package` gets it.
    #[doc(hidden)]
    fn arrive(error: CallError, _package: &'static str) -> Self {
        error.into()
    }

    /// Adds what its details are made of to the description.
    #[doc(hidden)]
    fn describe(_file: &mut File) {}
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
    /// What the trait says of itself.
    const NOTE: Note = Note::NONE;

    /// Adds every method to the description.
    fn describe(file: &mut File);
}

/// Describes a service whole.
pub fn describe<C: Service>() -> FileDescriptorProto {
    File::of(C::NAME, &C::NOTE, C::describe).file
}

/// The files that the description of a service imports, each after what it imports itself.
pub fn imports<C: Service>() -> Vec<FileDescriptorProto> {
    File::of(C::NAME, &C::NOTE, C::describe).imports
}

/// Describes the method at position `N`.
pub fn describe_method<C: Method<N>, const N: usize>(file: &mut File) {
    let streams = Streams { requests: C::Request::STREAMS, responses: C::Form::STREAMS };
    file.method::<Asked<C, N>, Answered<C, N>>(C::NAME, streams);
    if file.is_naming() {
        return;
    }
    file.reserve(C::NAME, &C::RESERVED);
    file.note_method(C::NAME, &C::NOTE);
    file.idempotency(C::NAME, C::IDEMPOTENT);
    Error::<C, N>::describe(file);
}

/// The package of the method at `path`: `/kv.v1.Kv/Get` → `kv.v1`.
pub(super) fn package(path: &'static str) -> &'static str {
    let service = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    service.rsplit_once('.').map_or("", |(package, _)| package)
}

/// What a method returns, taken apart by the compiler: so an alias such as `io::Result<T>` works too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Result`",
    label = "a call can always fail",
    note = "write `Result<T, Status>`, or an alias of it"
)]
pub trait Outcome: Send + 'static {
    /// What it returns when all is well.
    type Reply: Send + 'static;
    /// What it returns otherwise.
    type Error;

    /// As the `Result` it is.
    fn into_result(self) -> Result<Self::Reply, Self::Error>;

    /// From the `Result` it is.
    fn from_result(result: Result<Self::Reply, Self::Error>) -> Self;
}

impl<T: Send + 'static, E: Send + 'static> Outcome for Result<T, E> {
    type Reply = T;
    type Error = E;

    fn into_result(self) -> Self {
        self
    }

    fn from_result(result: Self) -> Self {
        result
    }
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
