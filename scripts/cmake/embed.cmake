# Writes FROM as the bytes of a C array NAME, ended by 0, to TO: a string literal of that length is
# more than the language promises to hold.
file(READ ${FROM} bytes HEX)
string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,){16})" "\\1\n" bytes "${bytes}")
file(WRITE ${TO} "static const unsigned char ${NAME}[] = {\n${bytes}0x00};\n")
