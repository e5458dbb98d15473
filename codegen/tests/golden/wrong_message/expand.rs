::core::compile_error! {
    "a message cannot be generic: protobuf has one type for each field"
}
::core::compile_error! {
    "a reference does not travel; write `String`"
}
