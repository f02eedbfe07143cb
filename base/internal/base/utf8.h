/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * UTF-8 at the door, and match keys. Text is kept as the file has it; keys are for look-up only.
 */
#ifndef MDS_BASE_UTF8_H
#define MDS_BASE_UTF8_H

#include "base/strbuf.h"

/** Whether the bytes are well-formed UTF-8 (RFC 3629: no overlong form, no surrogate, nothing
 *  above U+10FFFF) without NUL. \p bad, if not NULL, gets the offset of the first bad byte. */
bool mds_utf8_valid(const char *text, size_t n, size_t *bad);

/** Bytes and code point of the character at \p p, which is not the terminating NUL. A byte that
 *  is no character counts as one. \p code may be NULL. */
size_t mds_utf8_next(const char *p, uint32_t *code);

/** Whether \p byte of well-formed text is within a character, and not its first one. */
bool mds_utf8_continues(char byte);

/** Bytes of the longest beginning of \p text that has at most \p limit bytes and ends between two
 *  characters. */
size_t mds_utf8_head(const char *text, size_t limit);

enum { MDS_UTF8_BYTES = 4 };
/** Writes the character into at most MDS_UTF8_BYTES bytes, without NUL; how many. 0 when \p code is
 *  NUL or no character. */
size_t mds_utf8_put(char *out, uint32_t code);

/** Whether XML 1.0 and a spreadsheet can hold the text: valid UTF-8 whose only controls are tab,
 *  line feed and carriage return. */
bool mds_utf8_printable(const char *text, size_t n);

/** The match key: NFKC, case folded, ignorables stripped, every dash (U+2010..2015, U+2212,
 *  U+FF0D, and the long-vowel mark next to an ASCII letter or digit) as '-', every wave dash as
 *  '~', runs of white space as one blank, none at the ends. In \p arena; NULL when it is
 *  exhausted. \p text must be valid UTF-8; a NULL \p text gives "". */
const char *mds_utf8_key(mds_arena *arena, const char *text);

enum { MDS_UTF8_SHORT = 256 };
/** The match key of a short text without memory of its own, every run of signs one blank, none at
 *  the ends: "tbd" of "(TBD)", "n a" of "N/A", "" of "?". False, and \p out is "", when the words
 *  have more than a quarter of the room in characters. */
bool mds_utf8_short_key(char out[MDS_UTF8_SHORT], const char *text);

/** The short key of a word, however it is spelt: letters that are set apart are joined, "nn" of
 *  "N. N.", and beside Japanese there is no blank. False, and \p out is "", as above. */
bool mds_utf8_word_key(char out[MDS_UTF8_SHORT], const char *text);

/** Whether every byte of \p text is ASCII. */
bool mds_utf8_is_ascii(const char *text);

/** A stream of UTF-16 while it is decoded; begins as zero but for \c on and \c big_endian. */
typedef struct mds_utf16 {
    bool on, big_endian;
    bool half;          /* the first byte of a unit is there */
    unsigned char byte; /* that byte */
    uint32_t high;      /* a high surrogate that waits for its low one, or 0 */
} mds_utf16;

/** Decodes the next \p n bytes into \p out, which has room for three bytes a unit and four more;
 *  the bytes written. What is no character becomes U+FFFD. */
size_t mds_utf16_decode(mds_utf16 *stream, char *out, const char *bytes, size_t n);

/** What a text file was read as. */
typedef struct mds_decoded {
    mds_sv text;          /* UTF-8, without U+0000; not NUL-terminated */
    const char *encoding; /* "UTF-8", "UTF-16LE", "UTF-16BE", "CP932", "EUC-JP", "ISO-2022-JP",
                             "Windows-1252" */
    bool guessed;         /* not by a byte order mark, and not as UTF-8 */
    bool unsure;          /* another encoding would fit nearly as well */
} mds_decoded;

/** Decodes a whole text file by its byte order mark, else as UTF-8 when it is well formed, else in
 *  the encoding in which it reads as text. Zeros and the old end-of-file mark at the end are left
 *  out. MDS_EFORMAT when no encoding fits. The text lives in \p arena, or is the bytes themselves,
 *  which must then outlive it. */
MDS_NODISCARD mds_status mds_utf8_decode(mds_decoded *out, mds_arena *arena,
                                         const unsigned char *bytes, size_t n);

#endif
