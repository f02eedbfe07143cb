/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's output: bounded lines on descriptor 1. */
#include "worker.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
    char bytes[1 << 16];
    size_t n, total;
} out;

/* A reader that has gone away ends the worker quietly. */
void mds_worker__flush(void)
{
    size_t done = 0;

    while (done < out.n) {
        const ssize_t n = write(1, out.bytes + done, out.n - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            _exit(1);
        }
        done += (size_t)n;
    }
    out.n = 0;
}

static void put(const char *bytes, size_t n)
{
    if (out.total + n > (size_t)MDS_WORKER_OUT) {
        out.total = 0;
        mds_worker__end();
        mds_worker__refuse("size");
    }
    out.total += n;
    while (n > 0) {
        if (out.n == sizeof out.bytes) {
            mds_worker__flush();
        }
        const size_t room = sizeof out.bytes - out.n;
        const size_t part = n < room ? n : room;
        memcpy(out.bytes + out.n, bytes, part);
        out.n += part;
        bytes += part;
        n -= part;
    }
}

void mds_worker__puts(const char *text)
{
    put(text, strlen(text));
}

void mds_worker__number(long value)
{
    char digits[24];
    size_t n = sizeof digits;
    unsigned long rest = value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;

    do {
        digits[--n] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0) {
        digits[--n] = '-';
    }
    digits[--n] = ' ';
    put(digits + n, sizeof digits - n);
}

/* A field of text behind a tab; line ends and tabs in it become blanks of their own kind. */
void mds_worker__text(const char *text, size_t n)
{
    n = n > (size_t)MDS_WORKER_TEXT ? (size_t)MDS_WORKER_TEXT : n;
    put("\t", 1);
    for (size_t i = 0; i < n; i++) {
        const char c = text[i];
        if (c == '\n' || c == '\r') {
            put("\\n", 2);
        } else if (c == '\\') {
            put("\\\\", 2);
        } else {
            put((unsigned char)c < 0x20 ? " " : &text[i], 1);
        }
    }
}

void mds_worker__end(void)
{
    put("\n", 1);
}

static long hundredths(double value)
{
    const double most = 1e7;

    return isfinite(value) ? lround(fmax(-most, fmin(most, value)) * 100) : 0;
}

/* Turns a displayed place until the page's text is upright. */
static mds_box upright(const mds_page *page, const mds_box *box)
{
    switch (page->turn & 3) {
    case 1:
        return (mds_box){box->y0, page->width - box->x0, box->y1, page->width - box->x1};
    case 2:
        return (mds_box){page->width - box->x0, page->height - box->y0, page->width - box->x1,
                         page->height - box->y1};
    case 3:
        return (mds_box){page->height - box->y0, box->x0, page->height - box->y1, box->x1};
    default:
        return *box;
    }
}

void mds_worker__line(const char *kind, const mds_page *page, const mds_box *box, const char *rest)
{
    const mds_box at = upright(page, box);

    mds_worker__puts(kind);
    mds_worker__number(hundredths(at.x0));
    mds_worker__number(hundredths(at.y0));
    mds_worker__number(hundredths(at.x1));
    mds_worker__number(hundredths(at.y1));
    mds_worker__puts(rest);
}

void mds_worker__refuse(const char *reason)
{
    out.total = 0;
    mds_worker__puts("X ");
    mds_worker__puts(reason);
    mds_worker__end();
    mds_worker__flush();
    _exit(0);
}
