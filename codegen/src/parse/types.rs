//! The only place that reads types by their spelling. All else is asked of the compiler, through traits.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, PathArguments, PathSegment, Type, TypeArray, TypeBareFn,
    TypeImplTrait, TypeInfer, TypeNever, TypeParamBound, TypePath, TypePtr, TypeReference, TypeSlice, TypeTraitObject,
};

use crate::errors::Errors;

/// Whether the type is a `Result`, or named like an alias of one.
pub(crate) fn is_result(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| last.ident.to_string().ends_with("Result"))
}

/// Finds the `T` of `Result<T, E>`; an alias may have it hidden.
pub(crate) fn reply(ty: &Type) -> Option<&Type> {
    types(last_segment(ty)?).first().copied()
}

/// What an argument is that is no value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Special {
    Context,
    Streaming,
}

/// Knows the types that are treated in a way of their own by their names.
pub(crate) fn special(ty: &Type) -> Option<Special> {
    match last_segment(ty)?.ident.to_string().as_str() {
        "Context" => Some(Special::Context),
        "Streaming" => Some(Special::Streaming),
        _ => None,
    }
}

/// The name of the last segment of a path, and its types.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(TypePath { path, .. }) => path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// `Result<T, E>` → `T`, `E`.
pub(crate) fn types(segment: &PathSegment) -> Vec<&Type> {
    let PathArguments::AngleBracketed(AngleBracketedGenericArguments { args, .. }) = &segment.arguments else {
        return Vec::new();
    };
    let types = args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// Reports whatever in a type does not own its data, or has no name at both ends.
pub(crate) fn owned(ty: &Type, errors: &mut Errors) {
    Owned { errors, this: This::Unknown }.visit_type(ty);
}

/// As [`owned`], for the field of a type, which may hold itself: `Option<Box<Self>>`.
pub(crate) fn owned_field(ty: &Type, errors: &mut Errors) {
    Owned { errors, this: This::Known }.visit_type(ty);
}

/// The type as users write it.
pub(crate) fn spelling(ty: &impl ToTokens) -> String {
    let tokens = ty.to_token_stream().to_string();
    [(" < ", "<"), (" <", "<"), ("< ", "<"), (" >", ">"), (" ,", ","), (" :: ", "::"), (":: ", "::"), ("& ", "&")]
        .iter()
        .fold(tokens, |text, (from, to)| text.replace(from, to))
}

struct Owned<'a> {
    errors: &'a mut Errors,
    this: This,
}

/// Whether `Self` is one and the same type at both ends.
#[derive(PartialEq)]
enum This {
    Known,
    Unknown,
}

impl<'ast> Visit<'ast> for Owned<'_> {
    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        let owned = owned_form(&ty.elem);
        self.errors.push(ty, format_args!("a reference does not travel; write `{owned}`"));
    }

    fn visit_type_impl_trait(&mut self, ty: &'ast TypeImplTrait) {
        self.errors.push(ty, "`impl Trait` has no one type to travel as; name a type, such as `String`");
    }

    fn visit_type_trait_object(&mut self, ty: &'ast TypeTraitObject) {
        let named = ty.bounds.iter().find_map(|bound| match bound {
            TypeParamBound::Trait(named) => named.path.segments.last(),
            _ => None,
        });
        match named.map(|last| &last.ident) {
            Some(name) => self.errors.push(
                ty,
                format_args!(
                    "a trait object does not travel; write `Callback<{name}Client>` if `{name}` has `#[plugin]`"
                ),
            ),
            None => self.errors.push(ty, "a trait object does not travel; name a type, such as `String`"),
        }
    }

    fn visit_type_ptr(&mut self, ty: &'ast TypePtr) {
        let owned = owned_form(&ty.elem);
        self.errors.push(ty, format_args!("a pointer does not travel; write `{owned}`"));
    }

    fn visit_type_slice(&mut self, ty: &'ast TypeSlice) {
        let elem = spelling(&ty.elem);
        self.errors.push(ty, format_args!("a slice does not travel; write `Vec<{elem}>`"));
    }

    fn visit_type_bare_fn(&mut self, ty: &'ast TypeBareFn) {
        self.errors.push(ty, "a function does not travel; name a type, such as `String`");
    }

    fn visit_type_never(&mut self, ty: &'ast TypeNever) {
        self.errors.push(ty, "`!` is no type of a value; write `()`");
    }

    fn visit_type_infer(&mut self, ty: &'ast TypeInfer) {
        self.errors.push(ty, "`_` cannot be guessed here; name the type");
    }

    fn visit_type_path(&mut self, ty: &'ast TypePath) {
        let is_self = ty.path.segments.first().is_some_and(|first| first.ident == "Self");
        if is_self && self.this == This::Unknown {
            self.errors.push(ty, "`Self` is another type at each end; name the type");
        } else if ty.qself.is_none() {
            // `<[T] as ToOwned>::Owned` may be owned whatever it is made of.
            visit::visit_type_path(self, ty);
        }
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.errors.push(lifetime, "what travels is owned: use a type without a lifetime");
    }

    fn visit_type_array(&mut self, ty: &'ast TypeArray) {
        self.visit_type(&ty.elem);
    }
}

/// `str` → `String`, `[T]` → `Vec<T>`, `T` → `T`.
fn owned_form(ty: &Type) -> String {
    match ty {
        Type::Slice(slice) => format!("Vec<{}>", spelling(&slice.elem)),
        Type::Reference(reference) => owned_form(&reference.elem),
        Type::Path(path) if path.path.is_ident("str") => "String".to_owned(),
        Type::ImplTrait(_) | Type::TraitObject(_) => "String".to_owned(),
        other => spelling(other),
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    fn mistakes(ty: &Type) -> Vec<String> {
        let mut errors = Errors::default();
        owned(ty, &mut errors);
        let errors = errors.finish().err().into_iter().flatten();
        errors.map(|error| error.to_string()).collect()
    }

    #[test]
    fn references_are_replaced_by_what_owns() {
        let table: [(Type, &str); 4] = [
            (parse_quote!(&str), "String"),
            (parse_quote!(&'static [u8]), "Vec<u8>"),
            (parse_quote!(&Entry), "Entry"),
            (parse_quote!(Option<&str>), "String"),
        ];
        for (ty, owned) in table {
            assert_eq!(mistakes(&ty), [format!("a reference does not travel; write `{owned}`")]);
        }
    }

    #[test]
    fn owned_types_pass() {
        for ty in [parse_quote!(String), parse_quote!(std::vec::Vec<Option<Entry>>), parse_quote!([u8; 4])] {
            assert!(mistakes(&ty).is_empty());
        }
    }

    #[test]
    fn a_result_names_its_value_or_hides_it() {
        let table: [(Type, bool, bool); 5] = [
            (parse_quote!(Result<u8, E>), true, true),
            (parse_quote!(std::io::Result<u8>), true, true),
            (parse_quote!(KvResult), true, false),
            (parse_quote!(String), false, false),
            (parse_quote!(()), false, false),
        ];
        for (ty, result, named) in table {
            assert_eq!(is_result(&ty), result);
            assert_eq!(reply(&ty).is_some(), named);
        }
    }
}
