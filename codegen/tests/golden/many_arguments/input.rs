#[plugin(package = "mail.v1")]
pub trait Mail {
    async fn send(
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
    ) -> Result<MessageId, MailError>;
}
