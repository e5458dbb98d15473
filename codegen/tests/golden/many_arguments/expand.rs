pub trait Mail: ::core::marker::Send + ::core::marker::Sync + 'static {
    fn send(
        &self,
        from: String,
        to: Vec<String>,
        copy: Vec<String>,
        subject: String,
        body: String,
        attachments: Vec<Attachment>,
        headers: HashMap<String, String>,
        priority: Priority,
        reply_to: Option<String>,
        at: SystemTime,
        retries: u32,
        signature: Vec<u8>,
    ) -> impl ::core::future::Future<
        Output = Result<MessageId, MailError>,
    > + ::core::marker::Send;
    #[doc(hidden)]
    fn __plugin_server(self) -> MailServer<Self>
    where
        Self: ::core::marker::Sized,
    {
        MailServer::new(self)
    }
}
/// A [`Mail`] that runs elsewhere: every call travels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct MailClient(::pintle::__private::Connection);
impl ::pintle::__private::Client for MailClient {
    fn from_connection(connection: ::pintle::__private::Connection) -> Self {
        Self(connection)
    }
    fn connection(&self) -> &::pintle::__private::Connection {
        &self.0
    }
}
impl Mail for MailClient {
    fn send(
        &self,
        from: String,
        to: Vec<String>,
        copy: Vec<String>,
        subject: String,
        body: String,
        attachments: Vec<Attachment>,
        headers: HashMap<String, String>,
        priority: Priority,
        reply_to: Option<String>,
        at: SystemTime,
        retries: u32,
        signature: Vec<u8>,
    ) -> impl ::core::future::Future<
        Output = Result<MessageId, MailError>,
    > + ::core::marker::Send {
        let request = ::pintle::__private::Request((
            from,
            to,
            copy,
            subject,
            body,
            attachments,
            headers,
            priority,
            reply_to,
            at,
            retries,
            signature,
        ));
        self.0.call::<Self, 0>(request)
    }
}
impl ::pintle::__private::Service for MailClient {
    const NAME: &'static str = "mail.v1.Mail";
    fn describe(file: &mut ::pintle::__private::File) {
        ::pintle::__private::describe_method::<Self, 0>(file);
    }
}
impl ::pintle::__private::Method<0> for MailClient {
    const NAME: &'static str = "Send";
    const PATH: &'static str = "/mail.v1.Mail/Send";
    type Request = ::pintle::__private::Request<Self, 0, 12>;
    type Outcome = Result<MessageId, MailError>;
    type Form = ::pintle::__private::InField;
}
impl ::pintle::__private::Argument<0, 0> for MailClient {
    const NAME: &'static str = "from";
    const TAG: u32 = 1;
    type Type = String;
}
impl ::pintle::__private::Argument<0, 1> for MailClient {
    const NAME: &'static str = "to";
    const TAG: u32 = 2;
    type Type = Vec<String>;
}
impl ::pintle::__private::Argument<0, 2> for MailClient {
    const NAME: &'static str = "copy";
    const TAG: u32 = 3;
    type Type = Vec<String>;
}
impl ::pintle::__private::Argument<0, 3> for MailClient {
    const NAME: &'static str = "subject";
    const TAG: u32 = 4;
    type Type = String;
}
impl ::pintle::__private::Argument<0, 4> for MailClient {
    const NAME: &'static str = "body";
    const TAG: u32 = 5;
    type Type = String;
}
impl ::pintle::__private::Argument<0, 5> for MailClient {
    const NAME: &'static str = "attachments";
    const TAG: u32 = 6;
    type Type = Vec<Attachment>;
}
impl ::pintle::__private::Argument<0, 6> for MailClient {
    const NAME: &'static str = "headers";
    const TAG: u32 = 7;
    type Type = HashMap<String, String>;
}
impl ::pintle::__private::Argument<0, 7> for MailClient {
    const NAME: &'static str = "priority";
    const TAG: u32 = 8;
    type Type = Priority;
}
impl ::pintle::__private::Argument<0, 8> for MailClient {
    const NAME: &'static str = "reply_to";
    const TAG: u32 = 9;
    type Type = Option<String>;
}
impl ::pintle::__private::Argument<0, 9> for MailClient {
    const NAME: &'static str = "at";
    const TAG: u32 = 10;
    type Type = SystemTime;
}
impl ::pintle::__private::Argument<0, 10> for MailClient {
    const NAME: &'static str = "retries";
    const TAG: u32 = 11;
    type Type = u32;
}
impl ::pintle::__private::Argument<0, 11> for MailClient {
    const NAME: &'static str = "signature";
    const TAG: u32 = 12;
    type Type = Vec<u8>;
}
/// Serves a [`Mail`] to the host.
pub struct MailServer<T>(::std::sync::Arc<T>);
impl<T> MailServer<T> {
    /// Wraps the service.
    pub fn new(service: T) -> Self {
        Self(::std::sync::Arc::new(service))
    }
}
impl<T> ::core::clone::Clone for MailServer<T> {
    fn clone(&self) -> Self {
        Self(::core::clone::Clone::clone(&self.0))
    }
}
impl<T> ::core::fmt::Debug for MailServer<T> {
    fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        formatter.debug_struct("MailServer").finish_non_exhaustive()
    }
}
impl<T: Mail> ::pintle::__private::Handler for MailServer<T> {
    fn name(&self) -> &'static str {
        <MailClient as ::pintle::__private::Service>::NAME
    }
    fn descriptor(&self) -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<MailClient>()
    }
    fn imports(&self) -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<MailClient>()
    }
    #[allow(deprecated, reason = "a deprecated method is still served")]
    fn handle(&self, call: ::pintle::__private::Call) -> ::pintle::__private::Answer {
        let service = ::core::clone::Clone::clone(&self.0);
        match call.method() {
            "Send" => {
                call.to::<MailClient, 0>()
                    .answer(move |it, _| async move {
                        <T as Mail>::send(
                                &service,
                                it.0.0,
                                it.0.1,
                                it.0.2,
                                it.0.3,
                                it.0.4,
                                it.0.5,
                                it.0.6,
                                it.0.7,
                                it.0.8,
                                it.0.9,
                                it.0.10,
                                it.0.11,
                            )
                            .await
                    })
            }
            _ => call.unimplemented(),
        }
    }
}
impl<T: Mail> ::pintle::__private::ImplementedBy<T> for MailClient {
    fn handler(service: T) -> ::std::sync::Arc<dyn ::pintle::__private::Handler> {
        ::std::sync::Arc::new(MailServer::new(service))
    }
}
/// The constants of [`Mail`].
#[allow(
    non_camel_case_types,
    reason = "it is read like a module, and can stand in a function"
)]
#[derive(::core::fmt::Debug)]
pub enum mail {}
impl mail {
    /// The name of the service on the wire.
    pub const SERVICE: &'static str = <MailClient as ::pintle::__private::Service>::NAME;
    /// Describes the service and its messages.
    pub fn descriptor() -> ::pintle::__private::FileDescriptorProto {
        ::pintle::__private::describe::<MailClient>()
    }
    /// The files that the description imports, each after what it imports itself.
    pub fn imports() -> ::std::vec::Vec<::pintle::__private::FileDescriptorProto> {
        ::pintle::__private::imports::<MailClient>()
    }
}
