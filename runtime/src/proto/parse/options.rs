//! `option deprecated = true;` and `[deprecated = true, json_name = "n"]`.

use super::ParseError;
use super::tokens::{Token, Tokens};

/// An option, and its value where that is one word.
pub(super) struct Choice {
    name: String,
    value: String,
}

impl Choice {
    /// Whether it is the option `name`, and is `true`.
    pub(super) fn sets(&self, name: &str) -> bool {
        self.name == name && self.value == "true"
    }

    /// The value, if it is the option `name`.
    pub(super) fn value(self, name: &str) -> Option<String> {
        (self.name == name).then_some(self.value)
    }
}

/// Reads what follows the keyword `option`, with the semicolon.
pub(super) fn option(tokens: &mut Tokens) -> Result<Choice, ParseError> {
    let option = assignment(tokens)?;
    tokens.symbol(';')?;
    Ok(option)
}

/// Reads what stands in brackets behind a field or a value, if something does.
pub(super) fn bracketed(tokens: &mut Tokens) -> Result<Vec<Choice>, ParseError> {
    let mut options = Vec::new();
    if tokens.take('[') {
        options.push(assignment(tokens)?);
        while tokens.take(',') {
            options.push(assignment(tokens)?);
        }
        tokens.symbol(']')?;
    }
    Ok(options)
}

fn assignment(tokens: &mut Tokens) -> Result<Choice, ParseError> {
    let mut name = String::new();
    while !tokens.take('=') {
        match tokens.next() {
            Some(Token::Word(word)) => name.push_str(&word),
            Some(Token::Symbol(symbol @ ('(' | ')' | '.'))) => name.push(symbol),
            _ => return Err(tokens.unexpected("the name of an option")),
        }
    }
    Ok(Choice { name, value: value(tokens)? })
}

/// Reads a value; one in braces belongs to an option that is none of ours, and is skipped.
fn value(tokens: &mut Tokens) -> Result<String, ParseError> {
    tokens.take('-');
    match tokens.next() {
        Some(Token::Word(value) | Token::Number(value) | Token::Text(value)) => Ok(value),
        Some(Token::Symbol('{')) => braced(tokens),
        _ => Err(tokens.unexpected("the value of an option")),
    }
}

fn braced(tokens: &mut Tokens) -> Result<String, ParseError> {
    let mut depth = 1;
    while depth > 0 {
        match tokens.next() {
            Some(Token::Symbol('{')) => depth += 1,
            Some(Token::Symbol('}')) => depth -= 1,
            Some(_) => {}
            None => return Err(tokens.unexpected("`}`")),
        }
    }
    Ok(String::new())
}
