/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "plan.h"

#include "base/date.h"
#include <math.h>
#include <mdsrisk/export_plan.h>
#include <string.h>

typedef struct life_options {
    const char *years;
    const char *step;
    const char *add;
    bool renew;
} life_options;

static const option_spec option_years = {
    "--years",          0,          offsetof(life_options, years), "cli.value.number",
    "cli.option.years", .own = true};
static const option_spec option_step = {
    "--step", 0, offsetof(life_options, step), "cli.value.number", "cli.option.step", .own = true};
static const option_spec option_add = {
    "--add", 0, offsetof(life_options, add), "cli.value.kinds", "cli.option.add", .own = true};
static const option_spec option_renew = {
    "--renew", 0, offsetof(life_options, renew), NULL, "cli.option.renew", .own = true};

/* The kinds of --add, separated by commas. */
static mds_exit read_kinds(run *r, uint32_t *kinds, size_t *count)
{
    const life_options *own = r->own;
    char name[64];

    *count = 0;
    for (const char *p = own->add; p != NULL && *p != '\0';) {
        const size_t n = strcspn(p, ",");
        (void)snprintf(name, sizeof name, "%.*s", n < sizeof name ? (int)n : 0, p);
        const uint32_t kind = mds_catalog_compensating(r->catalog, name);
        if (kind == MDS_NO_ORDINAL || *count == r->catalog->compensating_count) {
            return usage_error(r, "cli.error.value", "--add", own->add,
                               say(r, "cli.lifecycle.kinds"), NULL);
        }
        kinds[(*count)++] = kind;
        p += n + (p[n] == ',');
    }
    return EXIT_DONE;
}

/* "14.9 times, 0 % sure, not acceptable" */
static void print_state(const run *r, const mds_life_curve_point *at)
{
    char rrf[MDS_NUM_SIZE];
    char key[48];

    mds_num_digits(rrf, mds_model_printed(at->rrf), 3);
    (void)snprintf(key, sizeof key, "signal.%s", mds_verdict_name(at->verdict));
    print_text(r, stdout, "cli.lifecycle.state", rrf, probability(r, at->sure), say(r, key), NULL);
    if (at->gate > mds_model_judged(r->policy, at->rrf) && at->gate == at->verdict) {
        printf("%s", say(r, "cli.lifecycle.by_rule"));
    }
}

static void print_point(const run *r, const mds_life_curve *curve, const mds_life_curve *with,
                        size_t i)
{
    const mds_life_curve_point *at = &curve->points[i];
    char day[MDS_DATE_SIZE];
    char key[48];

    mds_date_format(day, at->day);
    printf("  %s  ", day);
    print_state(r, at);
    if (with != NULL) {
        printf(" -> ");
        print_state(r, &with->points[i]);
    }
    if (at->event != MDS_LIFE_STEP) {
        (void)snprintf(key, sizeof key, "curve.event.%s", mds_life_curve_event_name(at->event));
        printf("  [%s", say(r, key));
        if (at->record != MDS_NO_ORDINAL) {
            const uint32_t kind = curve->deployment->records[at->record].compensating;
            printf(": %s", r->catalog->compensating[kind].title.in[r->opt.lang]);
        }
        printf("]");
    }
    printf("\n");
}

static void print_title(run *r, const mds_risk_assessment *as, const mds_life_curve *curve)
{
    char day[2][MDS_DATE_SIZE];

    mds_date_format(day[0], curve->begin);
    mds_date_format(day[1], curve->end);
    print_missing(r, stdout);
    print_text(r, stdout, "cli.lifecycle.title", device_name(r, as->facts), day[0], day[1], NULL);
    printf("\n");
}

/* What is missing first, then what only a form says, then what is to come. */
static mds_status print_documents(run *r, const mds_risk_assessment *as)
{
    static const mds_document_state order[] = {MDS_DOCUMENT_MISSING, MDS_DOCUMENT_STATED,
                                               MDS_DOCUMENT_NOT_DUE, MDS_DOCUMENT_NO_DATE};
    const mds_document_status *documents;
    size_t count;
    size_t heading = SIZE_MAX; /* the state that was printed last */
    const mds_status status = mds_documents_due(&documents, &count, r->arena, as);

    if (status != MDS_OK) {
        return status;
    }
    printf("\n");
    print_wrapped(0, "", say(r, "cli.lifecycle.documents"));
    for (size_t o = 0; o < sizeof order / sizeof *order; o++) {
        for (size_t i = 0; i < count; i++) {
            const mds_life_document *document = &r->catalog->documents[documents[i].document];
            char key[48];
            char day[MDS_DATE_SIZE];
            if (documents[i].state != order[o]) {
                continue;
            }
            mds_date_format(day, documents[i].due);
            (void)snprintf(key, sizeof key, "document.state.%s",
                           mds_document_state_name(documents[i].state));
            if (o != heading) {
                print_paragraph(r, 2, "", key, NULL);
                heading = o;
            }
            print_paragraph(r, 4, "- ",
                            day[0] != '\0' ? "cli.lifecycle.document_due"
                                           : "cli.lifecycle.document",
                            document->title.in[r->opt.lang],
                            say(r, document->from_hospital ? "document.from.hospital"
                                                           : "document.from.manufacturer"),
                            document->id, day, NULL);
        }
    }
    return MDS_OK;
}

/* The sentences that go with the curves. */
typedef struct life_sentences {
    mds_sentences stage, firsts, firsts_with;
    const char *added;
} life_sentences;

static mds_status say_curves(run *r, const mds_risk_assessment *as,
                             const mds_life_curve *const *curves, const uint32_t *kinds,
                             size_t count, life_sentences *out)
{
    const mds_lang lang = r->opt.lang;
    mds_status status = mds_life_stage(&out->stage, r->arena, as, lang);

    if (status == MDS_OK) {
        status = mds_life_firsts(&out->firsts, r->arena, as, curves[0], lang);
    }
    if (status == MDS_OK && count > 0) {
        status = mds_life_firsts(&out->firsts_with, r->arena, as, curves[1], lang);
        out->added = mds_treat_kinds(r->arena, as, kinds, count, lang);
    }
    return status == MDS_OK && count > 0 && out->added == NULL ? mds_arena_status(r->arena)
                                                               : status;
}

static mds_status print_curves(run *r, const mds_risk_assessment *as,
                               const mds_life_curve *const *curves, const uint32_t *kinds,
                               size_t count)
{
    const life_options *own = r->own;
    const mds_life_curve *with = count > 0 ? curves[1] : NULL;
    life_sentences said = {.added = NULL};
    const mds_status status = say_curves(r, as, curves, kinds, count, &said);

    if (status != MDS_OK) {
        return status;
    }
    print_title(r, as, curves[0]);
    print_sentences(&said.stage, 0);
    printf("\n%s\n", say(r, "cli.lifecycle.heading"));
    for (size_t i = 0; i < curves[0]->point_count; i++) {
        print_point(r, curves[0], with, i);
    }
    printf("\n%s\n", say(r, own->renew ? "cli.lifecycle.renewed" : "cli.lifecycle.recorded"));
    print_sentences(&said.firsts, 2);
    if (with != NULL) {
        printf("\n");
        print_paragraph(r, 0, "", "cli.lifecycle.with", said.added, NULL);
        print_sentences(&said.firsts_with, 2);
    }
    return print_documents(r, as);
}

/* The device as it is recorded, and as it would be with the kinds added. */
static mds_status build_curves(run *r, const mds_risk_assessment *as, const uint32_t *kinds,
                               size_t count, unsigned years, unsigned step,
                               const mds_life_curve *curves[2])
{
    const life_options *own = r->own;
    const mds_deployment *deployment = as->deployment;

    if (own->renew) {
        deployment = mds_life_curve_renewed(r->arena, r->catalog, deployment, as->as_of);
    }
    if (deployment == NULL) {
        return mds_arena_status(r->arena);
    }
    mds_status status = mds_life_curve_build(&curves[0], r->arena, as->catalog, as->policy,
                                             as->facts, deployment, as->as_of, years, step);
    if (status != MDS_OK || count == 0) {
        return status;
    }
    deployment = mds_treat_deployment(r->arena, deployment, kinds, count, as->as_of);
    return deployment == NULL ? mds_arena_status(r->arena)
                              : mds_life_curve_build(&curves[1], r->arena, as->catalog, as->policy,
                                                     as->facts, deployment, as->as_of, years, step);
}

static mds_status write_curves(run *r, const mds_life_curve *const *curves, size_t count,
                               const mds_risk_assessment *as, mds_export_format format)
{
    const mds_paper *paper = NULL;
    const char *text = NULL;

    if (format == MDS_EXPORT_JSON || format == MDS_EXPORT_CSV) {
        const mds_status status =
            mds_export_curves(&text, r->arena, curves, count, as, format, r->opt.lang);
        return status == MDS_OK ? write_text(r, text) : status;
    }
    const mds_status status = mds_paper_of_curves(&paper, r->arena, curves, count, as, r->opt.lang);
    return status == MDS_OK ? mds_export_paper(paper, format, r->opt.output, r->diags) : status;
}

static mds_exit read_options(run *r, unsigned *years, unsigned *step, mds_export_format *format)
{
    const life_options *own = r->own;
    mds_exit code = plan_format(r, format);

    if (code == EXIT_DONE) {
        code = read_count(r, "--years", own->years, 1, MDS_LIFE_MAX_YEARS, 10, years);
    }
    if (code == EXIT_DONE) {
        code = read_count(r, "--step", own->step, 1, 12, 12, step);
    }
    return code == EXIT_DONE ? settle(r) : code;
}

static mds_exit lifecycle_main(run *r)
{
    const mds_risk_assessment *as;
    const mds_life_curve *curves[2] = {NULL, NULL};
    unsigned years;
    unsigned step;
    mds_export_format format;
    size_t count = 0;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    uint32_t *kinds = mds_arena_alloc(r->arena, r->catalog->compensating_count, sizeof *kinds);
    if (kinds == NULL) {
        return exit_of(r, mds_arena_status(r->arena));
    }
    mds_exit code = read_options(r, &years, &step, &format);
    if (code == EXIT_DONE) {
        code = read_kinds(r, kinds, &count);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = assess_device(r, r->args, r->arg_count, &as);
    if (status == MDS_OK) {
        status = build_curves(r, as, kinds, count, years, step, curves);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (r->opt.output != NULL) {
        status = write_curves(r, curves, count > 0 ? 2 : 1, as, format);
    }
    const bool to_screen = r->opt.output == NULL || strcmp(r->opt.output, "-") != 0;
    if (status == MDS_OK && to_screen && !r->opt.quiet) {
        status = print_curves(r, as, curves, kinds, count);
    }
    return exit_of(r, status);
}

static const option_spec *const lifecycle_options[] = {&option_report,
                                                       &option_context,
                                                       &option_records,
                                                       &option_life,
                                                       &option_vulnerability,
                                                       &option_years,
                                                       &option_step,
                                                       &option_add,
                                                       &option_renew,
                                                       &option_as_of,
                                                       &option_policy,
                                                       &option_sheet,
                                                       &option_catalog,
                                                       &option_lang,
                                                       &option_quiet,
                                                       &option_help,
                                                       NULL};

const command cmd_lifecycle = {
    "lifecycle",       "cli.lifecycle.usage", "cli.lifecycle.summary",         "cli.lifecycle.help",
    lifecycle_options, lifecycle_main,        .own_size = sizeof(life_options)};
