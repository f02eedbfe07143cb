/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokens of a page's content stream. */
#include "worker.h"

#include <string.h>

static bool is_space(unsigned char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(unsigned char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' ||
           c == '}' || c == '/' || c == '%';
}

static void skip_blank(mds_lexer *lexer)
{
    while (lexer->p < lexer->end) {
        if (*lexer->p == '%') {
            while (lexer->p < lexer->end && *lexer->p != '\n' && *lexer->p != '\r') {
                lexer->p++;
            }
        } else if (is_space(*lexer->p)) {
            lexer->p++;
        } else {
            return;
        }
    }
}

/* "(text (with brackets) \))": behind the opening bracket. */
static void skip_string(mds_lexer *lexer)
{
    size_t depth = 1;

    while (lexer->p < lexer->end && depth > 0) {
        const unsigned char c = *lexer->p++;
        if (c == '\\' && lexer->p < lexer->end) {
            lexer->p++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        }
    }
}

static void read_word(mds_lexer *lexer, mds_token *token)
{
    token->p = lexer->p;
    while (lexer->p < lexer->end && !is_space(*lexer->p) && !is_delimiter(*lexer->p)) {
        lexer->p++;
    }
    token->n = (size_t)(lexer->p - token->p);
}

/* "-12.5", ".5", "4."; false when it is no number. Values beyond any page are cut. */
static bool read_number(double *out, const unsigned char *p, size_t n)
{
    const bool negative = n > 0 && p[0] == '-';
    double value = 0;
    double unit = 1;
    bool point = false;
    size_t digits = 0;

    for (size_t i = negative || (n > 0 && p[0] == '+') ? 1 : 0; i < n; i++) {
        if (p[i] == '.' && !point) {
            point = true;
        } else if (p[i] >= '0' && p[i] <= '9') {
            digits++;
            unit = point ? unit / 10 : unit;
            value = point ? value + (p[i] - '0') * unit : value * 10 + (p[i] - '0');
        } else {
            return false;
        }
    }
    value = value > 1e7 ? 1e7 : value;
    *out = negative ? -value : value;
    return digits > 0;
}

void mds_lexer__next(mds_lexer *lexer, mds_token *token)
{
    *token = (mds_token){.kind = MDS_TOKEN_END};
    skip_blank(lexer);
    if (lexer->p >= lexer->end) {
        return;
    }
    const unsigned char c = *lexer->p;
    if (!is_delimiter(c)) {
        read_word(lexer, token);
        token->kind =
            read_number(&token->number, token->p, token->n) ? MDS_TOKEN_NUMBER : MDS_TOKEN_OPERATOR;
        return;
    }
    lexer->p++;
    const bool twice = lexer->p < lexer->end && *lexer->p == c;
    if (c == '/') {
        token->kind = MDS_TOKEN_NAME;
        read_word(lexer, token);
    } else if (c == '(') {
        token->kind = MDS_TOKEN_STRING;
        skip_string(lexer);
    } else if (c == '<' && !twice) {
        token->kind = MDS_TOKEN_STRING;
        while (lexer->p < lexer->end && *lexer->p++ != '>') {
        }
    } else {
        token->kind = c == '<' || c == '[' || c == '{' ? MDS_TOKEN_OPEN : MDS_TOKEN_CLOSE;
        lexer->p += (c == '<' || c == '>') && twice ? 1 : 0;
    }
}

void mds_lexer__skip_image(mds_lexer *lexer)
{
    mds_token token;

    do {
        mds_lexer__next(lexer, &token);
    } while (token.kind != MDS_TOKEN_END &&
             !(token.kind == MDS_TOKEN_OPERATOR && token.n == 2 && memcmp(token.p, "ID", 2) == 0));
    for (; lexer->end - lexer->p >= 3; lexer->p++) {
        if (is_space(lexer->p[0]) && lexer->p[1] == 'E' && lexer->p[2] == 'I' &&
            (lexer->end - lexer->p == 3 || is_space(lexer->p[3]))) {
            lexer->p += 3;
            return;
        }
    }
    lexer->p = lexer->end;
}
