//! The words of a `.proto` file, and a reader that goes through them.

use std::iter::Peekable;
use std::str::Chars;
use std::vec::IntoIter;

use super::ParseError;

/// One word of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or a keyword.
    Word(String),
    /// What stands in quotes, without them.
    Text(String),
    /// A number without its sign, as written.
    Number(String),
    /// Anything else, one by one.
    Symbol(char),
}

/// What is left of a file.
pub(super) struct Tokens {
    left: Peekable<IntoIter<(usize, Token)>>,
    line: usize,
}

impl Tokens {
    /// Takes the text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut letters = text.chars().peekable();
        let mut line = 1;
        while let Some(letter) = letters.next() {
            match letter {
                '\n' => line += 1,
                '/' if letters.peek() == Some(&'/') => while letters.next_if(|letter| *letter != '\n').is_some() {},
                '/' if letters.peek() == Some(&'*') => line += skip_block(&mut letters),
                letter if letter.is_whitespace() => {}
                letter => tokens.push((line, token(letter, &mut letters))),
            }
        }
        Self { left: tokens.into_iter().peekable(), line: 1 }
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.left.peek().is_none()
    }

    /// Takes the symbol, if it is next.
    pub(super) fn take(&mut self, symbol: char) -> bool {
        self.next_if(|token| *token == Token::Symbol(symbol)).is_some()
    }

    /// Takes the keyword, if it is next.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        self.next_if(|token| matches!(token, Token::Word(found) if found == word)).is_some()
    }

    /// Takes the symbol, which must be next.
    pub(super) fn symbol(&mut self, symbol: char) -> Result<(), ParseError> {
        if self.take(symbol) { Ok(()) } else { Err(self.unexpected(&format!("`{symbol}`"))) }
    }

    /// Takes a name of one word.
    pub(super) fn word(&mut self) -> Result<String, ParseError> {
        match self.next_if(|token| matches!(token, Token::Word(_))) {
            Some(Token::Word(word)) => Ok(word),
            _ => Err(self.unexpected("a name")),
        }
    }

    /// Takes a name of several words, joined by dots.
    pub(super) fn path(&mut self) -> Result<String, ParseError> {
        let mut path = if self.take('.') { ".".to_owned() } else { String::new() };
        path.push_str(&self.word()?);
        while self.take('.') {
            path.push('.');
            path.push_str(&self.word()?);
        }
        Ok(path)
    }

    /// Takes what stands in quotes.
    pub(super) fn text(&mut self) -> Result<String, ParseError> {
        match self.next_if(|token| matches!(token, Token::Text(_))) {
            Some(Token::Text(text)) => Ok(text),
            _ => Err(self.unexpected("a text in quotes")),
        }
    }

    /// Takes a number, which may have a sign.
    pub(super) fn number(&mut self) -> Result<i32, ParseError> {
        let sign = if self.take('-') { "-" } else { "" };
        let digits = match self.left.peek() {
            Some((_, Token::Number(digits))) => format!("{sign}{digits}"),
            _ => return Err(self.unexpected("a number")),
        };
        let number = digits.parse().map_err(|_| self.unexpected("a number"))?;
        self.next();
        Ok(number)
    }

    /// Takes whatever is next.
    pub(super) fn next(&mut self) -> Option<Token> {
        self.next_if(|_| true)
    }

    /// What was wanted, and what is there instead.
    pub(super) fn unexpected(&mut self, expected: &str) -> ParseError {
        let (line, found) = match self.left.peek() {
            Some((line, Token::Word(text) | Token::Number(text))) => (*line, format!("`{text}`")),
            Some((line, Token::Text(text))) => (*line, format!("\"{text}\"")),
            Some((line, Token::Symbol(symbol))) => (*line, format!("`{symbol}`")),
            None => (self.line, "the end".to_owned()),
        };
        ParseError { line, expected: expected.to_owned(), found }
    }

    fn next_if(&mut self, wanted: impl FnOnce(&Token) -> bool) -> Option<Token> {
        let (line, token) = self.left.next_if(|(_, token)| wanted(token))?;
        self.line = line;
        Some(token)
    }
}

fn token(first: char, letters: &mut Peekable<Chars<'_>>) -> Token {
    let mut rest = |belongs: fn(char) -> bool| {
        let mut word = first.to_string();
        word.extend(std::iter::from_fn(|| letters.next_if(|letter| belongs(*letter))));
        word
    };
    match first {
        '"' | '\'' => Token::Text(quoted(first, letters)),
        letter if letter.is_ascii_digit() => {
            Token::Number(rest(|letter| letter.is_ascii_alphanumeric() || letter == '.'))
        }
        letter if is_letter(letter) => Token::Word(rest(is_letter)),
        letter => Token::Symbol(letter),
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// Reads up to the other quote; of what is escaped, only quotes matter here.
fn quoted(quote: char, letters: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(letter) = letters.next_if(|letter| *letter != '\n') {
        match letter {
            '\\' => text.extend(letters.next()),
            letter if letter == quote => break,
            letter => text.push(letter),
        }
    }
    text
}

/// Skips `/* … */`, and counts its lines.
fn skip_block(letters: &mut Peekable<Chars<'_>>) -> usize {
    let mut lines = 0;
    letters.next();
    while let Some(letter) = letters.next() {
        match letter {
            '\n' => lines += 1,
            '*' if letters.next_if_eq(&'/').is_some() => break,
            _ => {}
        }
    }
    lines
}
