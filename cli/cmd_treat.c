/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "plan.h"

#include "base/date.h"
#include "base/num.h"
#include <math.h>
#include <mdsrisk/export_plan.h>
#include <string.h>

enum { SETS_SHOWN = 10 };

typedef struct treat_options {
    const char *level;
    const char *which; /* --case */
    const char *confidence;
} treat_options;

static const option_spec option_level = {
    "--level", 0, offsetof(treat_options, level), "cli.value.rrf", "cli.option.level", .own = true};
static const option_spec option_case = {
    "--case", 0, offsetof(treat_options, which), "cli.value.case", "cli.option.case", .own = true};

static const option_spec option_confidence = {
    "--confidence",          0,          offsetof(treat_options, confidence), "cli.value.share",
    "cli.option.confidence", .own = true};

static mds_exit read_options(run *r, mds_treat_options *out)
{
    const treat_options *own = r->own;
    const char *level = own->level;
    const char *which = own->which;
    const char *confidence = own->confidence;

    *out = (mds_treat_options){.level = 1.0};
    if (level != NULL && strcmp(level, "reduce") == 0) {
        out->level = r->policy->reduce_limit;
    } else if (level != NULL && strcmp(level, "acceptable") != 0 &&
               (!mds_num_parse(&out->level, (mds_sv){level, strlen(level)}) ||
                !(out->level > 0.0) || !isfinite(out->level))) {
        return usage_error(r, "cli.error.value", "--level", level, say(r, "cli.treat.levels"),
                           NULL);
    }
    if (which != NULL && strcmp(which, "best") == 0) {
        out->unknowns = MDS_UNKNOWNS_AS_GOOD;
    } else if (which != NULL && strcmp(which, "verdict") != 0) {
        return usage_error(r, "cli.error.value", "--case", which, "verdict, best", NULL);
    }
    if (confidence != NULL &&
        (!mds_num_parse(&out->confidence, (mds_sv){confidence, strlen(confidence)}) ||
         !(out->confidence >= 0.5 && out->confidence <= 0.99))) {
        return usage_error(r, "cli.error.value", "--confidence", confidence, ".5 .. .99", NULL);
    }
    return EXIT_DONE;
}

/* What a set leaves, below its name. */
static void print_left(const run *r, const mds_treat_set *set)
{
    char rrf[MDS_NUM_SIZE];
    char documented[MDS_NUM_SIZE];
    char key[64];

    mds_num_digits(rrf, mds_model_printed(set->rrf), 3);
    mds_num_digits(documented, mds_model_printed(set->rrf_documented), 3);
    (void)snprintf(key, sizeof key, "signal.%s", mds_verdict_name(set->verdict));
    print_paragraph(r, 4, "", set->count > 0 ? "cli.treat.leaves" : "cli.treat.leaves_now",
                    say(r, key), rrf, probability(r, set->sure), documented,
                    scenario_title(r, set->leader), NULL);
    if (set->gate > MDS_VERDICT_ACCEPTABLE) {
        (void)snprintf(key, sizeof key, "gate.%s", mds_verdict_name(set->gate));
        print_wrapped(4, "", say(r, key));
    }
}

static const char *titles(run *r, const mds_treatment *t, const mds_treat_set *set)
{
    const char *text =
        mds_treat_kinds(r->arena, t->assessment, set->kinds, set->count, r->opt.lang);

    return text != NULL ? text : "";
}

static void print_sets(run *r, const mds_treatment *t)
{
    char number[MDS_NUM_SIZE];
    char count[24];

    for (size_t i = 0; i < t->set_count && i < SETS_SHOWN; i++) {
        const mds_treat_set *set = &t->sets[i];
        (void)snprintf(count, sizeof count, "%zu", i + 1);
        printf("\n");
        print_paragraph(r, 0, "", "cli.treat.set", count, shown(number, set->cost),
                        titles(r, t, set), NULL);
        print_left(r, set);
    }
    if (t->set_count > SETS_SHOWN) {
        (void)snprintf(count, sizeof count, "%zu", t->set_count - SETS_SHOWN);
        printf("\n");
        print_paragraph(r, 0, "", "cli.treat.more", count, NULL);
    }
}

/* What is left with every measure. */
static void print_everything(run *r, const mds_treatment *t)
{
    printf("\n");
    print_paragraph(r, 0, "", "cli.treat.everything", titles(r, t, &t->all), NULL);
    print_left(r, &t->all);
}

static mds_status print_treatment(run *r, const mds_treatment *t)
{
    const mds_risk_assessment *as = t->assessment;
    char number[MDS_NUM_SIZE];
    char day[MDS_DATE_SIZE];
    mds_sentences advice;
    mds_sentences basis;

    mds_status status = mds_treat_advice(&advice, r->arena, t, r->opt.lang);
    if (status == MDS_OK) {
        status = mds_treat_basis(&basis, r->arena, t, r->opt.lang);
    }
    if (status != MDS_OK) {
        return status;
    }
    mds_date_format(day, as->as_of);
    print_missing(r, stdout);
    print_text(r, stdout, "cli.treat.title", device_name(r, as->facts), day, NULL);
    printf("\n");
    const bool best = t->options.unknowns == MDS_UNKNOWNS_AS_GOOD;
    print_paragraph(r, 0, "", best ? "cli.treat.target_best" : "cli.treat.target",
                    shown(number, t->options.level), NULL);
    printf("%s\n", say(r, "cli.treat.now"));
    print_left(r, &t->now);
    if (advice.count > 0) {
        printf("\n");
        print_sentences(&advice, 0);
    }
    if (t->set_count > 0) {
        print_sets(r, t);
    } else if (t->all.count > 0) {
        print_everything(r, t);
    }
    printf("\n");
    print_sentences(&basis, 0);
    return MDS_OK;
}

static mds_status write_treatment(run *r, const mds_treatment *t, mds_export_format format)
{
    const mds_paper *paper = NULL;
    const char *text = NULL;

    if (format == MDS_EXPORT_JSON || format == MDS_EXPORT_CSV) {
        const mds_status status = mds_export_treatment(&text, r->arena, t, format, r->opt.lang);
        return status == MDS_OK ? write_text(r, text) : status;
    }
    const mds_status status = mds_paper_of_treatment(&paper, r->arena, t, r->opt.lang);
    return status == MDS_OK ? mds_export_paper(paper, format, r->opt.output, r->diags) : status;
}

static mds_exit treat_main(run *r)
{
    const mds_risk_assessment *assessment;
    const mds_treatment *treatment;
    mds_treat_options how;
    mds_export_format format;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    mds_exit code = plan_format(r, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code == EXIT_DONE) {
        code = read_options(r, &how);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = assess_device(r, r->args, r->arg_count, &assessment);
    if (status == MDS_OK) {
        status = mds_treat(&treatment, r->arena, assessment, &how, r->diags);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (r->opt.output == NULL) {
        return exit_of(r, r->opt.quiet ? MDS_OK : print_treatment(r, treatment));
    }
    status = write_treatment(r, treatment, format);
    if (status == MDS_OK && !r->opt.quiet && strcmp(r->opt.output, "-") != 0) {
        status = print_treatment(r, treatment);
    }
    return exit_of(r, status);
}

static const option_spec *const treat_option_list[] = {
    &option_report,        &option_context, &option_records, &option_life,
    &option_vulnerability, &option_level,   &option_case,    &option_confidence,
    &option_as_of,         &option_policy,  &option_sheet,   &option_catalog,
    &option_lang,          &option_quiet,   &option_help,    NULL};

const command cmd_treat = {"treat",
                           "cli.treat.usage",
                           "cli.treat.summary",
                           "cli.treat.help",
                           treat_option_list,
                           treat_main,
                           .own_size = sizeof(treat_options)};
