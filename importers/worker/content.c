/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page's content as far as a form's reader needs it: what is drawn and where, which images lie
 * there, and how text is shown. Poppler reads the text itself. */
#include "worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OPERANDS = 16, STATES = 64, NESTED = 12, POINTS = 4096 };

typedef struct state {
    mds_matrix ctm;
    double fill, stroke; /* grey, 0 black */
    long render;         /* text rendering mode */
    double size, leading;
    bool meaningless;
} state;

typedef struct point {
    double x, y;
    bool first, curve, closed;
} point;

/* What has been found out about a font. */
typedef struct known_font {
    qpdf_oh resources;
    char key[MDS_FONT_NAME];
    bool meaningless;
} known_font;

typedef struct walker {
    mds_page *page;
    qpdf_data qpdf;
    mds_budget *budget;
    state states[STATES];
    size_t depth, base; /* of saved states, and where those of the form in hand begin */
    size_t nested;      /* of forms within forms */
    size_t marked;      /* of marked content */
    size_t hidden;      /* where marked content begins that may be switched off; 0 none */
    mds_matrix text, line;
    bool placed; /* text has been placed anew since the last shown one */
    point points[POINTS];
    size_t point_count;
    bool overflow; /* the path is longer than that, and is no mark */
    double operands[OPERANDS];
    size_t operand_count;
    mds_token first, name; /* the first and the last one before the operator */
    known_font fonts[MDS_FONTS];
    size_t font_count;
} walker;

double mds_matrix__x(const mds_matrix *m, double x, double y)
{
    return m->a * x + m->c * y + m->e;
}

double mds_matrix__y(const mds_matrix *m, double x, double y)
{
    return m->b * x + m->d * y + m->f;
}

mds_matrix mds_matrix__multiply(const mds_matrix *first, const mds_matrix *then)
{
    return (mds_matrix){
        first->a * then->a + first->b * then->c,
        first->a * then->b + first->b * then->d,
        first->c * then->a + first->d * then->c,
        first->c * then->b + first->d * then->d,
        first->e * then->a + first->f * then->c + then->e,
        first->e * then->b + first->f * then->d + then->f,
    };
}

/* Warnings stay until they are fetched, and are no failure. */
static bool failed(QPDF_ERROR_CODE code)
{
    return (code & (QPDF_ERRORS)) != 0;
}

static state *now(walker *w)
{
    return &w->states[w->depth];
}

static void add_point(walker *w, double x, double y, bool first, bool curve)
{
    const mds_matrix *m = &now(w)->ctm;

    if (w->point_count >= POINTS) {
        w->overflow = true;
        return;
    }
    w->points[w->point_count++] =
        (point){mds_matrix__x(m, x, y), mds_matrix__y(m, x, y), first, curve, false};
}

static void put_shape(walker *w, const char *kind, const mds_box *box, double grey)
{
    mds_page *page = w->page;

    if (w->hidden > 0) {
        return;
    }
    if (w->budget->shapes >= (size_t)MDS_WORKER_SHAPES) {
        mds_worker__refuse("shapes");
    }
    w->budget->shapes++;
    if (page->drawn_count == page->drawn_capacity) {
        const size_t more = page->drawn_capacity > 0 ? page->drawn_capacity * 2 : 256;
        mds_drawn *grown = realloc(page->drawn, more * sizeof *grown);
        if (grown == NULL) {
            mds_worker__refuse("memory");
        }
        page->drawn = grown;
        page->drawn_capacity = more;
    }
    page->drawn[page->drawn_count++] = (mds_drawn){kind, *box, fmax(0, fmin(1, grey))};
}

static bool near(double a, double b)
{
    return fabs(a - b) < 0.3;
}

static mds_box bounds(const point *points, size_t n)
{
    mds_box box = {points[0].x, points[0].y, points[0].x, points[0].y};

    for (size_t i = 1; i < n; i++) {
        box.x0 = fmin(box.x0, points[i].x);
        box.y0 = fmin(box.y0, points[i].y);
        box.x1 = fmax(box.x1, points[i].x);
        box.y1 = fmax(box.y1, points[i].y);
    }
    return box;
}

static bool is_level(const point *a, const point *b)
{
    return near(a->x, b->x) || near(a->y, b->y);
}

/* Four level sides, whether the last of them is drawn or closed. */
static bool is_rectangle(const point *points, size_t n)
{
    if (n == 5 && (!near(points[0].x, points[4].x) || !near(points[0].y, points[4].y))) {
        return false;
    }
    if (n != 4 && n != 5) {
        return false;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        if (!is_level(&points[i], &points[i + 1])) {
            return false;
        }
    }
    const mds_box box = bounds(points, n);
    return is_level(&points[0], &points[3]) && !near(box.x0, box.x1) && !near(box.y0, box.y1);
}

/* A stroked line that is neither a rectangle nor a curve: level pieces are rules, one oblique piece
 * a stroke, and several of them a drawn sign. */
static void put_lines(walker *w, const point *points, size_t n, bool closed)
{
    bool level = true;

    for (size_t i = 0; i + 1 < n; i++) {
        level = level && is_level(&points[i], &points[i + 1]);
    }
    if (n > 2 && !level) {
        const mds_box box = bounds(points, n);
        put_shape(w, closed ? "polygon" : "sign", &box, now(w)->stroke);
        return;
    }
    for (size_t i = 0; i + 1 < n; i++) {
        const mds_box line = {points[i].x, points[i].y, points[i + 1].x, points[i + 1].y};
        put_shape(w, "line", &line, now(w)->stroke);
    }
}

static void paint_part(walker *w, const point *points, size_t n, bool stroke, bool fill)
{
    bool curve = false;

    for (size_t i = 0; i < n; i++) {
        curve = curve || points[i].curve;
    }
    if (n < 2) {
        return;
    }
    const mds_box box = bounds(points, n);
    const bool closed = points[0].closed ||
                        (near(points[0].x, points[n - 1].x) && near(points[0].y, points[n - 1].y));
    const bool rectangle = !curve && is_rectangle(points, n);
    if (fill && n > 2) {
        put_shape(w, rectangle ? "area" : curve ? "disc" : "blot", &box, now(w)->fill);
    }
    if (stroke && curve) {
        put_shape(w, closed ? "ring" : "sign", &box, now(w)->stroke);
    } else if (stroke && rectangle) {
        put_shape(w, "box", &box, now(w)->stroke);
    } else if (stroke) {
        put_lines(w, points, n, points[0].closed);
    }
}

static void paint(walker *w, bool stroke, bool fill)
{
    size_t from = 0;

    for (size_t i = 1; i <= w->point_count && !w->overflow; i++) {
        if (i == w->point_count || w->points[i].first) {
            paint_part(w, &w->points[from], i - from, stroke, fill);
            from = i;
        }
    }
    w->point_count = 0;
    w->overflow = false;
}

static void close_path(walker *w)
{
    for (size_t i = w->point_count; i > 0; i--) {
        if (w->points[i - 1].first) {
            w->points[i - 1].closed = true;
            return;
        }
    }
}

static void add_rectangle(walker *w, const double *v)
{
    add_point(w, v[0], v[1], true, false);
    add_point(w, v[0] + v[2], v[1], false, false);
    add_point(w, v[0] + v[2], v[1] + v[3], false, false);
    add_point(w, v[0], v[1] + v[3], false, false);
    add_point(w, v[0], v[1], false, false);
    close_path(w);
}

/* Grey, RGB or CMYK by their count; a pattern is neither black nor white. */
static double grey_of(const walker *w)
{
    const double *v = w->operands;

    switch (w->operand_count) {
    case 1:
        return v[0];
    case 3:
        return 0.3 * v[0] + 0.59 * v[1] + 0.11 * v[2];
    case 4:
        return fmax(0, 1 - (0.3 * v[0] + 0.59 * v[1] + 0.11 * v[2]) - v[3]);
    default:
        return 0.5;
    }
}

static void move_text(walker *w, double x, double y)
{
    const mds_matrix by = {1, 0, 0, 1, x, y};

    w->line = mds_matrix__multiply(&by, &w->line);
    w->text = w->line;
    w->placed = true;
}

/* Counts text that is shown, and notes where a line of it runs aslant. */
static void show_text(walker *w)
{
    const state *s = now(w);
    const mds_matrix m = mds_matrix__multiply(&w->text, &s->ctm);
    const double length = hypot(m.a, m.b);
    mds_page *page = w->page;

    page->visible += s->render != 3;
    page->invisible += s->render == 3;
    page->meaningless += s->meaningless;
    if (length <= 0 || !w->placed) {
        return;
    }
    w->placed = false;
    const double dx = m.a / length;
    const double dy = m.b / length;
    if (fmin(fabs(dx), fabs(dy)) > 0.05 && page->slanted_count < MDS_SLANTED) {
        page->slanted[page->slanted_count++] =
            (mds_slanted){m.e, m.f, dx, dy, fabs(s->size) * length};
    }
}

/* The operator's name as the key of a dictionary. */
static void name_key(const walker *w, char key[MDS_FONT_NAME])
{
    const size_t n = w->name.n < MDS_FONT_NAME - 2 ? w->name.n : MDS_FONT_NAME - 2;

    key[0] = '/';
    if (n > 0) {
        memcpy(key + 1, w->name.p, n);
    }
    key[n + 1] = '\0';
}

static qpdf_oh resource(const walker *w, qpdf_oh resources, const char *kind)
{
    char key[MDS_FONT_NAME];

    name_key(w, key);
    return qpdf_oh_get_key_if_dict(w->qpdf, qpdf_oh_get_key_if_dict(w->qpdf, resources, kind), key);
}

/* Remembers the name of a font whose codes have no meaning. */
static void note_font(const walker *w, qpdf_oh font)
{
    mds_page *page = w->page;
    const qpdf_oh base = qpdf_oh_get_key_if_dict(w->qpdf, font, "/BaseFont");
    const char *name = qpdf_oh_is_name(w->qpdf, base) ? qpdf_oh_get_name(w->qpdf, base) : "/";
    size_t n = strlen(name + 1);

    for (size_t i = 0; i < page->font_count; i++) {
        if (strncmp(page->fonts[i], name + 1, MDS_FONT_NAME - 1) == 0) {
            return;
        }
    }
    if (page->font_count < MDS_FONTS) {
        n = n < MDS_FONT_NAME - 1 ? n : MDS_FONT_NAME - 1;
        memcpy(page->fonts[page->font_count], name + 1, n);
        page->fonts[page->font_count++][n] = '\0';
    }
}

static bool is_meaningless(walker *w, qpdf_oh resources)
{
    known_font font = {.resources = resources};

    name_key(w, font.key);
    for (size_t i = 0; i < w->font_count; i++) {
        if (w->fonts[i].resources == resources && strcmp(w->fonts[i].key, font.key) == 0) {
            return w->fonts[i].meaningless;
        }
    }
    if (w->budget->objects++ > (size_t)MDS_WORKER_OBJECTS) {
        mds_worker__refuse("content");
    }
    const qpdf_oh object = resource(w, resources, "/Font");
    font.meaningless = mds_worker__meaningless(w->qpdf, object);
    if (font.meaningless) {
        note_font(w, object);
    }
    if (w->font_count < MDS_FONTS) {
        w->fonts[w->font_count++] = font;
    }
    return font.meaningless;
}

static void choose_font(walker *w, qpdf_oh resources)
{
    state *s = now(w);

    s->size = w->operand_count > 0 ? w->operands[w->operand_count - 1] : 0;
    s->meaningless = is_meaningless(w, resources);
}

static void walk(walker *w, qpdf_oh resources, const unsigned char *p, size_t n);

static void put_image(walker *w)
{
    point corners[4];

    for (size_t i = 0; i < 4; i++) {
        const double x = i == 1 || i == 2;
        const double y = i > 1;
        corners[i] =
            (point){.x = mds_matrix__x(&now(w)->ctm, x, y), .y = mds_matrix__y(&now(w)->ctm, x, y)};
    }
    const mds_box box = bounds(corners, 4);
    w->page->images += (box.x1 - box.x0) * (box.y1 - box.y0);
    put_shape(w, "image", &box, 0.5);
}

static void walk_form(walker *w, qpdf_oh form, qpdf_oh resources)
{
    const qpdf_oh dict = qpdf_oh_get_dict(w->qpdf, form);
    const qpdf_oh matrix = qpdf_oh_get_key(w->qpdf, dict, "/Matrix");
    qpdf_oh own = qpdf_oh_get_key(w->qpdf, dict, "/Resources");
    unsigned char *bytes = NULL;
    QPDF_BOOL filtered = QPDF_FALSE;
    size_t n = 0;

    if (w->nested >= NESTED || w->depth + 1 >= STATES ||
        failed(
            qpdf_oh_get_stream_data(w->qpdf, form, qpdf_dl_generalized, &filtered, &bytes, &n))) {
        return;
    }
    if (!qpdf_oh_is_dictionary(w->qpdf, own)) {
        own = resources;
    }
    const size_t depth = w->depth;
    const size_t base = w->base;
    const mds_matrix text = w->text;
    const mds_matrix line = w->line;
    w->states[w->depth + 1] = w->states[w->depth];
    w->depth++;
    w->base = w->depth;
    if (qpdf_oh_is_array(w->qpdf, matrix) && qpdf_oh_get_array_n_items(w->qpdf, matrix) == 6) {
        double v[6];
        for (int i = 0; i < 6; i++) {
            v[i] = qpdf_oh_get_numeric_value(w->qpdf, qpdf_oh_get_array_item(w->qpdf, matrix, i));
        }
        const mds_matrix m = {v[0], v[1], v[2], v[3], v[4], v[5]};
        now(w)->ctm = mds_matrix__multiply(&m, &now(w)->ctm);
    }
    w->nested++;
    walk(w, own, bytes, n);
    w->nested--;
    w->depth = depth;
    w->base = base;
    w->text = text;
    w->line = line;
    free(bytes);
}

/* Do: an image, or content of its own. */
static void walk_object(walker *w, qpdf_oh resources)
{
    const qpdf_oh object = resource(w, resources, "/XObject");

    if (w->budget->objects++ > (size_t)MDS_WORKER_OBJECTS) {
        mds_worker__refuse("content");
    }
    if (!qpdf_oh_is_stream(w->qpdf, object)) {
        return;
    }
    const qpdf_oh dict = qpdf_oh_get_dict(w->qpdf, object);
    if (qpdf_oh_is_name_and_equals(w->qpdf, qpdf_oh_get_key(w->qpdf, dict, "/Subtype"), "/Form")) {
        walk_form(w, object, resources);
    } else {
        put_image(w);
    }
}

typedef enum operator_kind {
    OP_SAVE,
    OP_RESTORE,
    OP_MATRIX,
    OP_MOVE,
    OP_LINE,
    OP_CURVE,
    OP_CURVE_SHORT,
    OP_CLOSE,
    OP_RECTANGLE,
    OP_STROKE,
    OP_CLOSE_STROKE,
    OP_FILL,
    OP_BOTH,
    OP_CLOSE_BOTH,
    OP_NONE,
    OP_GREY_FILL,
    OP_GREY_STROKE,
    OP_OBJECT,
    OP_IMAGE,
    OP_FONT,
    OP_RENDER,
    OP_LEADING,
    OP_TEXT_BEGIN,
    OP_TEXT_MATRIX,
    OP_TEXT_MOVE,
    OP_TEXT_MOVE_LEADING,
    OP_TEXT_NEXT,
    OP_SHOW,
    OP_SHOW_NEXT,
    OP_MARKED,
    OP_MARKED_PROPERTIES,
    OP_MARKED_END
} operator_kind;

/* The operators that matter, and how many operands each needs. */
static const struct {
    char name[4];
    operator_kind kind;
    size_t operands;
} operators[] = {
    {"q", OP_SAVE, 0},
    {"Q", OP_RESTORE, 0},
    {"cm", OP_MATRIX, 6},
    {"m", OP_MOVE, 2},
    {"l", OP_LINE, 2},
    {"c", OP_CURVE, 6},
    {"v", OP_CURVE_SHORT, 4},
    {"y", OP_CURVE_SHORT, 4},
    {"h", OP_CLOSE, 0},
    {"re", OP_RECTANGLE, 4},
    {"S", OP_STROKE, 0},
    {"s", OP_CLOSE_STROKE, 0},
    {"f", OP_FILL, 0},
    {"F", OP_FILL, 0},
    {"f*", OP_FILL, 0},
    {"B", OP_BOTH, 0},
    {"B*", OP_BOTH, 0},
    {"b", OP_CLOSE_BOTH, 0},
    {"b*", OP_CLOSE_BOTH, 0},
    {"n", OP_NONE, 0},
    {"g", OP_GREY_FILL, 0},
    {"rg", OP_GREY_FILL, 0},
    {"k", OP_GREY_FILL, 0},
    {"sc", OP_GREY_FILL, 0},
    {"scn", OP_GREY_FILL, 0},
    {"G", OP_GREY_STROKE, 0},
    {"RG", OP_GREY_STROKE, 0},
    {"K", OP_GREY_STROKE, 0},
    {"SC", OP_GREY_STROKE, 0},
    {"SCN", OP_GREY_STROKE, 0},
    {"Do", OP_OBJECT, 0},
    {"BI", OP_IMAGE, 0},
    {"Tf", OP_FONT, 0},
    {"Tr", OP_RENDER, 1},
    {"TL", OP_LEADING, 1},
    {"BT", OP_TEXT_BEGIN, 0},
    {"Tm", OP_TEXT_MATRIX, 6},
    {"Td", OP_TEXT_MOVE, 2},
    {"TD", OP_TEXT_MOVE_LEADING, 2},
    {"T*", OP_TEXT_NEXT, 0},
    {"Tj", OP_SHOW, 0},
    {"TJ", OP_SHOW, 0},
    {"'", OP_SHOW_NEXT, 0},
    {"\"", OP_SHOW_NEXT, 0},
    {"BMC", OP_MARKED, 0},
    {"BDC", OP_MARKED_PROPERTIES, 0},
    {"EMC", OP_MARKED_END, 0},
};

static bool do_path(walker *w, operator_kind kind)
{
    const double *v = w->operands;

    switch ((int)kind) {
    case OP_MOVE:
    case OP_LINE:
        add_point(w, v[0], v[1], kind == OP_MOVE, false);
        return true;
    case OP_CURVE:
        add_point(w, v[2], v[3], false, true);
        add_point(w, v[4], v[5], false, true);
        return true;
    case OP_CURVE_SHORT:
        add_point(w, v[2], v[3], false, true);
        return true;
    case OP_CLOSE:
        close_path(w);
        return true;
    case OP_RECTANGLE:
        add_rectangle(w, v);
        return true;
    case OP_CLOSE_STROKE:
    case OP_CLOSE_BOTH:
        close_path(w);
        paint(w, true, kind == OP_CLOSE_BOTH);
        return true;
    case OP_STROKE:
    case OP_FILL:
    case OP_BOTH:
    case OP_NONE:
        paint(w, kind == OP_STROKE || kind == OP_BOTH, kind == OP_FILL || kind == OP_BOTH);
        return true;
    default:
        return false;
    }
}

static bool do_text(walker *w, operator_kind kind)
{
    const double *v = w->operands;
    state *s = now(w);

    switch ((int)kind) {
    case OP_RENDER:
        s->render = (long)v[0];
        return true;
    case OP_LEADING:
        s->leading = v[0];
        return true;
    case OP_TEXT_BEGIN:
        w->line = w->text = (mds_matrix){1, 0, 0, 1, 0, 0};
        w->placed = true;
        return true;
    case OP_TEXT_MATRIX:
        w->line = w->text = (mds_matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
        w->placed = true;
        return true;
    case OP_TEXT_MOVE:
    case OP_TEXT_MOVE_LEADING:
        s->leading = kind == OP_TEXT_MOVE_LEADING ? -v[1] : s->leading;
        move_text(w, v[0], v[1]);
        return true;
    case OP_TEXT_NEXT:
    case OP_SHOW_NEXT:
        move_text(w, 0, -s->leading);
        break;
    case OP_SHOW:
        break;
    default:
        return false;
    }
    if (kind != OP_TEXT_NEXT) {
        show_text(w);
    }
    return true;
}

/* Content of a layer, "/OC /name BDC", may be switched off: its drawings decide nothing. */
static void do_marked(walker *w, operator_kind kind)
{
    if (kind == OP_MARKED_END) {
        w->hidden = w->marked == w->hidden ? 0 : w->hidden;
        w->marked -= w->marked > 0;
        return;
    }
    w->marked++;
    if (w->hidden == 0 && kind == OP_MARKED_PROPERTIES && w->first.n == 2 &&
        memcmp(w->first.p, "OC", 2) == 0) {
        w->hidden = w->marked;
    }
}

static void do_state(walker *w, operator_kind kind, qpdf_oh resources, mds_lexer *lexer)
{
    const double *v = w->operands;
    state *s = now(w);

    switch ((int)kind) {
    case OP_SAVE:
        if (w->depth + 1 < STATES) {
            w->states[w->depth + 1] = *s;
            w->depth++;
        }
        break;
    case OP_RESTORE:
        w->depth -= w->depth > w->base;
        break;
    case OP_MATRIX: {
        const mds_matrix m = {v[0], v[1], v[2], v[3], v[4], v[5]};
        s->ctm = mds_matrix__multiply(&m, &s->ctm);
        break;
    }
    case OP_GREY_FILL:
        s->fill = grey_of(w);
        break;
    case OP_GREY_STROKE:
        s->stroke = grey_of(w);
        break;
    case OP_OBJECT:
        walk_object(w, resources);
        break;
    case OP_IMAGE:
        mds_lexer__skip_image(lexer);
        put_image(w);
        break;
    case OP_FONT:
        choose_font(w, resources);
        break;
    default:
        do_marked(w, kind);
        break;
    }
}

static void operate(walker *w, const mds_token *token, qpdf_oh resources, mds_lexer *lexer)
{
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (strlen(operators[i].name) != token->n ||
            memcmp(operators[i].name, token->p, token->n) != 0) {
            continue;
        }
        const operator_kind kind = operators[i].kind;
        if (w->operand_count >= operators[i].operands && !do_path(w, kind) && !do_text(w, kind)) {
            do_state(w, kind, resources, lexer);
        }
        return;
    }
}

static void walk(walker *w, qpdf_oh resources, const unsigned char *p, size_t n)
{
    mds_lexer lexer = {p, p + n};
    mds_token token;

    if (n > (size_t)MDS_WORKER_CONTENT - w->budget->content) {
        mds_worker__refuse("content");
    }
    w->budget->content += n;
    for (;;) {
        mds_lexer__next(&lexer, &token);
        switch (token.kind) {
        case MDS_TOKEN_END:
            return;
        case MDS_TOKEN_NUMBER:
            if (w->operand_count < OPERANDS) {
                w->operands[w->operand_count++] = token.number;
            }
            break;
        case MDS_TOKEN_NAME:
            w->first = w->first.n == 0 ? token : w->first;
            w->name = token;
            break;
        case MDS_TOKEN_STRING:
        case MDS_TOKEN_OPEN:
        case MDS_TOKEN_CLOSE:
            break;
        case MDS_TOKEN_OPERATOR:
            operate(w, &token, resources, &lexer);
            w->operand_count = 0;
            w->first = w->name = (mds_token){0};
            break;
        }
    }
}

void mds_worker__content(mds_page *page, qpdf_data qpdf, qpdf_oh object, mds_budget *budget)
{
    walker *w = calloc(1, sizeof *w);
    unsigned char *bytes = NULL;
    size_t n = 0;

    if (w == NULL) {
        mds_worker__refuse("memory");
    }
    w->page = page;
    w->qpdf = qpdf;
    w->budget = budget;
    w->states[0].ctm = page->view;
    if (!failed(qpdf_oh_get_page_content_data(qpdf, object, &bytes, &n))) {
        walk(w, mds_worker__inherited(qpdf, object, "/Resources"), bytes, n);
        free(bytes);
    }
    free(w);
}
