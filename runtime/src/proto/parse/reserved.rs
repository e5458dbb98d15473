//! `reserved 2, 5 to max;` and `reserved "old";`.

use super::ParseError;
use super::tokens::Tokens;
use crate::proto::ranges::Range;

/// What one `reserved` sets aside.
pub(super) struct Reserved {
    pub(super) ranges: Vec<Range>,
    pub(super) names: Vec<String>,
}

/// Reads what follows the keyword; `highest` is what `max` stands for.
pub(super) fn reserved(tokens: &mut Tokens, highest: i32) -> Result<Reserved, ParseError> {
    let mut reserved = Reserved { ranges: Vec::new(), names: Vec::new() };
    loop {
        match tokens.text() {
            Ok(name) => reserved.names.push(name),
            Err(_) => reserved.ranges.push(range(tokens, highest)?),
        }
        if !tokens.take(',') {
            break;
        }
    }
    tokens.symbol(';')?;
    Ok(reserved)
}

fn range(tokens: &mut Tokens, highest: i32) -> Result<Range, ParseError> {
    let first = tokens.number()?;
    let last = match tokens.take_word("to") {
        false => first,
        true if tokens.take_word("max") => highest,
        true => tokens.number()?,
    };
    Ok(Range { first, last })
}
