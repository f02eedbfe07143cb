/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"

#include "base/date.h"
#include "base/num.h"
#include <mdsrisk/compare_report.h>
#include <mdsrisk/export_compare.h>
#include <mdsrisk/import_compare.h>
#include <mdsrisk/limits.h>
#include <stddef.h>
#include <string.h>

typedef struct compare_options {
    const char *bids;
    const char *weights;
    const char *horizon;
    const char *draws;
    const char *seed;
} compare_options;

#define VALUE(field) offsetof(compare_options, field)

static const option_spec option_bids = {
    "--bids",   0, VALUE(bids), "cli.value.file", "cli.option.bids", .file = OPTION_READS,
    .own = true};
static const option_spec option_weights = {
    "--weights",          0,          VALUE(weights), "cli.value.file", "cli.option.weights",
    .file = OPTION_READS, .own = true};
static const option_spec option_horizon = {
    "--horizon", 0, VALUE(horizon), "cli.value.date", "cli.option.horizon", .own = true};
static const option_spec option_compare_draws = {
    "--draws",  0, VALUE(draws), "cli.value.compare_number", "cli.option.compare_draws",
    .own = true};
static const option_spec option_compare_seed = {
    "--seed", 0, VALUE(seed), "cli.value.compare_number", "cli.option.compare_seed", .own = true};

/* A, B, C, ... in the order of the command line. */
static const char labels[MDS_COMPARE_BIDS][2] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J",
                                                 "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"};

typedef struct comparing {
    run *r;
    const mds_deployment *deployment;
    const mds_bid_terms *terms;
    size_t term_count;
    mds_bid bids[MDS_COMPARE_BIDS];
    mds_compare_options options;
} comparing;

static mds_exit read_count(const run *r, const char *name, const char *text, uint64_t low,
                           uint64_t high, const char *allowed, uint64_t *out)
{
    if (text == NULL) {
        return EXIT_DONE;
    }
    if (!mds_num_parse_uint(out, (mds_sv){text, strlen(text)}, high) || *out < low) {
        return usage_error(r, "cli.error.value", name, text, allowed, NULL);
    }
    return EXIT_DONE;
}

static mds_exit read_options(comparing *c)
{
    const run *r = c->r;
    const compare_options *own = r->own;
    const char *horizon = own->horizon;

    c->options = (mds_compare_options)MDS_COMPARE_OPTIONS_INIT;
    uint64_t draws = c->options.draws;
    mds_exit code =
        read_count(r, "--draws", own->draws, 1, MDS_COMPARE_MOST_DRAWS, "1 .. 1000000", &draws);
    if (code == EXIT_DONE) {
        code =
            read_count(r, "--seed", own->seed, 0, UINT32_MAX, "0 .. 4294967295", &c->options.seed);
    }
    if (code == EXIT_DONE && horizon != NULL &&
        !mds_date_parse(&c->options.horizon, (mds_sv){horizon, strlen(horizon)})) {
        code = usage_error(r, "cli.error.value", "--horizon", horizon, "YYYY-MM-DD", NULL);
    }
    c->options.draws = (size_t)draws;
    return code;
}

static mds_exit check_arguments(const run *r)
{
    char given[24];
    char most[24];

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    if (r->arg_count == 1) {
        return usage_error(r, "cli.compare.two", NULL);
    }
    if (r->arg_count > MDS_COMPARE_BIDS) {
        (void)snprintf(given, sizeof given, "%zu", r->arg_count);
        (void)snprintf(most, sizeof most, "%d", MDS_COMPARE_BIDS);
        return usage_error(r, "cli.compare.too_many", given, most, NULL);
    }
    mds_export_format format = MDS_EXPORT_XLSX;
    return read_format(r, r->opt.output, TAKES_ALL, &format);
}

static mds_status read_weights(comparing *c)
{
    const compare_options *own = c->r->own;
    run *r = c->r;
    mds_source *source = NULL;
    mds_stated_weights stated;

    if (own->weights == NULL) {
        c->options.weights = mds_compare_default_weights(r->arena, r->catalog);
        return c->options.weights != NULL ? MDS_OK : mds_arena_status(r->arena);
    }
    mds_status status = mds_source_open(&source, own->weights, MDS_LIMIT_FILE_BYTES, r->diags);
    if (status == MDS_OK) {
        status = mds_import_weights(&stated, r->arena, r->catalog, source, r->diags);
    }
    mds_source_free(source);
    if (status == MDS_OK) {
        c->options.weights = stated.weights;
        c->options.weights_stated = true;
        c->options.weights_file = own->weights;
        c->options.ahp = stated.ahp;
        c->options.ahp_criteria = stated.ahp_criteria;
    }
    return status;
}

static mds_status read_terms(comparing *c)
{
    const compare_options *own = c->r->own;
    run *r = c->r;
    mds_source *source = NULL;

    if (own->bids == NULL) {
        return MDS_OK;
    }
    mds_status status = mds_source_open(&source, own->bids, MDS_LIMIT_FILE_BYTES, r->diags);
    if (status == MDS_OK) {
        status = mds_import_bid_terms(&c->terms, &c->term_count, r->arena, source, r->diags);
    }
    mds_source_free(source);
    return status;
}

/* A bid may be named by its label, its path as given, or the file's name alone. */
static bool names_bid(const comparing *c, size_t bid, const char *name)
{
    const char *path = c->r->args[bid];
    const char *slash = strrchr(path, '/');

    return strcmp(name, labels[bid]) == 0 || strcmp(name, path) == 0 ||
           (slash != NULL && strcmp(name, slash + 1) == 0);
}

/* The one bid that line \p i of --bids names; none, several, or one that an earlier line has named
 * already is an error. */
static mds_status check_term(const comparing *c, size_t i, const char *const *earlier, size_t *bid)
{
    const compare_options *own = c->r->own;
    const run *r = c->r;
    const mds_bid_terms *term = &c->terms[i];
    size_t named = 0;

    for (size_t k = 0; k < r->arg_count; k++) {
        if (names_bid(c, k, term->bid)) {
            *bid = k;
            named++;
        }
    }
    if (named == 0) {
        mds_diag_add(r->diags, MDS_D_COMPARE_NAME_UNKNOWN, own->bids, term->where, term->bid,
                     "A, B, ...", NULL);
    } else if (named > 1) {
        mds_diag_add(r->diags, MDS_D_COMPARE_NAME_SHARED, own->bids, term->where, term->bid, NULL);
    } else if (earlier[*bid] != NULL) {
        mds_diag_add(r->diags, MDS_D_COMPARE_NAME_TWICE, own->bids, term->where, labels[*bid],
                     earlier[*bid], NULL);
    } else {
        return MDS_OK;
    }
    return MDS_EFORMAT;
}

static mds_status check_terms(const comparing *c)
{
    const char *named_at[MDS_COMPARE_BIDS] = {NULL};
    mds_status status = MDS_OK;

    for (size_t i = 0; i < c->term_count; i++) {
        size_t bid = 0;
        if (check_term(c, i, named_at, &bid) == MDS_OK) {
            named_at[bid] = c->terms[i].where;
        } else {
            status = MDS_EFORMAT;
        }
    }
    return status;
}

/* The common deployment: what was found out about one device is not true of every bid. */
static mds_status read_common_deployment(comparing *c)
{
    run *r = c->r;
    const mds_deployment *given = NULL;
    const mds_status status = read_deployment(r, &given);

    if (status != MDS_OK) {
        return status;
    }
    mds_deployment *common = mds_arena_alloc(r->arena, 1, sizeof *common);
    if (common == NULL) {
        return mds_arena_status(r->arena);
    }
    *common = *given;
    if (given->verified_count > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", given->verified_count);
        mds_diag_add(r->diags, MDS_D_COMPARE_VERIFIED_LEFT_OUT, given->file,
                     given->verified[0].where, count, NULL);
        common->verified_count = 0;
    }
    c->deployment = common;
    return MDS_OK;
}

/* The deployment with the bid's own support dates. Where dates are given by bid, a bid that is not
 * named there has none: the deployment's date would be another product's. */
static const mds_deployment *deployment_of(const comparing *c, size_t bid)
{
    if (c->term_count == 0 || !c->terms[0].dated) {
        return c->deployment;
    }
    mds_deployment *of_bid = mds_arena_alloc(c->r->arena, 1, sizeof *of_bid);
    if (of_bid == NULL) {
        return NULL;
    }
    *of_bid = *c->deployment;
    of_bid->end_of_life = MDS_DAY_NONE;
    of_bid->end_of_support = MDS_DAY_NONE;
    for (size_t i = 0; i < c->term_count; i++) {
        if (names_bid(c, bid, c->terms[i].bid)) {
            of_bid->end_of_life = c->terms[i].end_of_life;
            of_bid->end_of_support = c->terms[i].end_of_support;
        }
    }
    return of_bid;
}

static mds_status refuse_copy(const comparing *c, size_t bid, const mds_disclosure *form)
{
    for (size_t i = 0; i < bid; i++) {
        const mds_disclosure *other = c->bids[i].assessment->facts->disclosures[0];
        if (strcmp(form->sha256, other->sha256) == 0) {
            mds_diag_add(c->r->diags, MDS_D_COMPARE_SAME_BID, form->file, NULL, other->file, NULL);
            return MDS_EFORMAT;
        }
    }
    return MDS_OK;
}

static mds_status assess_bid(comparing *c, size_t bid)
{
    run *r = c->r;
    const mds_deployment *deployment = deployment_of(c, bid);
    const mds_disclosure *form = NULL;
    const mds_facts *facts = NULL;

    if (deployment == NULL) {
        return mds_arena_status(r->arena);
    }
    mds_status status = read_form(r, r->args[bid], &form);
    if (status == MDS_OK) {
        remember_forms(r, &form, 1);
    }
    if (status == MDS_OK) {
        status = refuse_copy(c, bid, form);
    }
    if (status == MDS_OK) {
        status = mds_disclosures_suffice(r->catalog, &form, 1, r->diags);
    }
    if (status == MDS_OK) {
        status = mds_facts_derive(&facts, r->arena, r->catalog, r->policy, &form, 1, deployment,
                                  r->as_of, r->diags);
    }
    if (status == MDS_OK) {
        /* what is wrong with the common deployment is said once */
        status = mds_assess_device(&c->bids[bid].assessment, r->arena, r->catalog, r->policy, facts,
                                   deployment, r->as_of, bid == 0 ? r->diags : NULL);
    }
    c->bids[bid].label = labels[bid];
    for (size_t i = 0; i < c->term_count; i++) {
        if (names_bid(c, bid, c->terms[i].bid)) {
            c->bids[bid].price = c->terms[i].price;
        }
    }
    return status;
}

static void print_report(const run *r, const mds_compare_report *report)
{
    const mds_table *table = &report->tables[MDS_COMPARE_VERDICT];

    print_missing(r, stdout);
    printf("%s\n\n", shown_text(r, report->title));
    print_wrapped(0, "", report->headline);
    printf("\n%s\n", say(r, "cli.compare.bids"));
    for (size_t row = 0; row < table->row_count; row++) {
        printf("%2s. %s  %s\n      %s %s (%s); %s; %s\n", cell_text(r, table, row, "place"),
               cell_text(r, table, row, "bid"), cell_text(r, table, row, "device"),
               say(r, "cli.compare.value"), cell_text(r, table, row, "value"),
               cell_text(r, table, row, "value_range"), cell_text(r, table, row, "verdict"),
               cell_text(r, table, row, "gates"));
    }
    printf("\n");
    for (size_t i = 0; i < report->note_count; i++) {
        print_wrapped(0, "- ", report->notes[i]);
    }
}

static mds_status export_comparison(run *r, const mds_compare_report *report)
{
    const mds_export_format format = mds_export_format_of(r->opt.output);
    const mds_paper *paper = NULL;

    if (!mds_export_is_document(format)) {
        return mds_export_comparison(report, format, r->opt.output, r->diags);
    }
    const mds_status status = mds_paper_of_comparison(&paper, r->arena, report);
    return status == MDS_OK ? mds_export_paper(paper, format, r->opt.output, r->diags) : status;
}

static mds_exit write_report(run *r, const mds_compare_report *report)
{
    if (r->opt.output == NULL) {
        if (!r->opt.quiet) {
            printf("\n%s\n", say(r, "cli.compare.no_output"));
        }
        return EXIT_DONE;
    }
    const mds_status status = export_comparison(r, report);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    if (!r->opt.quiet) {
        printf("\n");
        print_text(r, stdout, "cli.compare.written", r->opt.output, NULL);
        printf("\n");
    }
    return EXIT_DONE;
}

/* Bids that perhaps do not do the same work are compared all the same, and it is said. */
static mds_status check_purposes(const comparing *c, const mds_comparison *comparison)
{
    run *r = c->r;
    const mds_purpose *list = NULL;
    size_t count = 0;
    const mds_status status = mds_compare_purposes(&list, &count, r->arena, comparison);

    for (size_t i = 0; i < count; i++) {
        const mds_purpose *at = &list[i];
        mds_diag_add(r->diags, MDS_D_COMPARE_PURPOSE,
                     at->other->assessment->facts->disclosures[0]->file, NULL, at->first->name,
                     at->first_text, at->other->name, at->other_text, NULL);
    }
    return status;
}

static mds_status compare_bids(comparing *c, const mds_compare_report **out)
{
    run *r = c->r;
    const mds_comparison *comparison = NULL;
    mds_status status = read_weights(c);

    if (status == MDS_OK) {
        status = read_terms(c);
    }
    if (status == MDS_OK) {
        status = check_terms(c);
    }
    if (status == MDS_OK) {
        status = read_common_deployment(c);
    }
    for (size_t i = 0; i < r->arg_count && status == MDS_OK; i++) {
        status = assess_bid(c, i);
    }
    if (status == MDS_OK) {
        show_progress(r, say(r, "cli.compare.summary"));
        status = mds_compare(&comparison, r->arena, c->bids, r->arg_count, &c->options);
    }
    if (status == MDS_OK) {
        status = check_purposes(c, comparison);
    }
    if (status == MDS_OK) {
        status = mds_compare_report_build(out, r->arena, comparison, r->opt.lang);
    }
    show_progress(r, "");
    return status;
}

static mds_exit compare_main(run *r)
{
    comparing c = {.r = r};
    const mds_compare_report *report = NULL;

    mds_exit code = check_arguments(r);
    if (code == EXIT_DONE) {
        code = read_options(&c);
    }
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    const mds_status status = compare_bids(&c, &report);
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_report(r, report);
    }
    return write_report(r, report);
}

static const option_spec *const compare_option_list[] = {&option_report,
                                                         &option_context,
                                                         &option_records,
                                                         &option_life,
                                                         &option_bids,
                                                         &option_weights,
                                                         &option_horizon,
                                                         &option_compare_draws,
                                                         &option_compare_seed,
                                                         &option_as_of,
                                                         &option_policy,
                                                         &option_sheet,
                                                         &option_catalog,
                                                         &option_lang,
                                                         &option_quiet,
                                                         &option_help,
                                                         NULL};

const command cmd_compare = {"compare",
                             "cli.compare.usage",
                             "cli.compare.summary",
                             "cli.compare.help",
                             compare_option_list,
                             compare_main,
                             .own_size = sizeof(compare_options)};
