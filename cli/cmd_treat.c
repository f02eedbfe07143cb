/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"
#include "simulation_view.h"

#include "base/date.h"
#include <math.h>
#include <mdsrisk/export_plan.h>
#include <string.h>

enum { SETS_SHOWN = 10, LEFT_SHOWN = 5 };

static const option_spec option_level = {"--level", 0, offsetof(options, level), "cli.value.rrf",
                                         "cli.option.level"};
static const option_spec option_case = {"--case", 0, offsetof(options, which), "cli.value.case",
                                        "cli.option.case"};

static mds_exit read_options(run *r, mds_treat_options *out, mds_simulation_options *draws)
{
    const char *level = r->opt.level;
    const char *which = r->opt.which;

    *out = (mds_treat_options){.level = 1.0, .which = MDS_CASE_EXPECTED};
    if (level != NULL && strcmp(level, "reduce") == 0) {
        out->level = r->policy->reduce_limit;
    } else if (level != NULL && strcmp(level, "acceptable") != 0 &&
               (!mds_num_parse(&out->level, (mds_sv){level, strlen(level)}) ||
                !(out->level > 0.0) || !isfinite(out->level))) {
        return usage_error(r, "cli.error.value", "--level", level, say(r, "cli.treat.levels"),
                           NULL);
    }
    if (which != NULL && strcmp(which, "hi") == 0) {
        out->which = MDS_CASE_HI;
    } else if (which != NULL && strcmp(which, "p95") == 0) {
        out->simulation = draws;
        return read_simulation_options(r, draws);
    } else if (which != NULL && strcmp(which, "expected") != 0) {
        return usage_error(r, "cli.error.value", "--case", which, "expected, hi, p95", NULL);
    }
    return EXIT_DONE;
}

/* What a set leaves, below its name. */
static void print_left(const run *r, const mds_treatment *t, const mds_treat_set *set)
{
    char number[3][MDS_NUM_SIZE];

    const bool known =
        set->verdict == set->verdict_hi && set->worst[MDS_CASE_HI] <= set->worst[MDS_CASE_EXPECTED];
    print_paragraph(r, 4, "", known ? "cli.treat.leaves_known" : "cli.treat.leaves",
                    shown(number[0], set->worst[MDS_CASE_EXPECTED]),
                    shown(number[1], set->worst[MDS_CASE_HI]), scenario_title(r, set->leader),
                    shown(number[2], set->index[MDS_CASE_EXPECTED]), verdict_word(r, set->verdict),
                    verdict_word(r, set->verdict_hi), NULL);
    if (t->options.simulation != NULL) {
        print_paragraph(r, 4, "", "cli.treat.p95", shown(number[0], set->p95),
                        scenario_title(r, set->leader), NULL);
    }
    if (set->gate[MDS_GATE_EOS_NETWORKED] && t->assessment->lifecycle != MDS_LIFECYCLE_UNKNOWN) {
        print_wrapped(4, "", say(r, "cli.treat.gate.networked"));
    }
    if (set->gate[MDS_GATE_EOS_PERIMETER_ALONE]) {
        print_wrapped(4, "", say(r, "cli.treat.gate.perimeter"));
    }
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
                        set->count > 0 ? kind_titles(r, set->kinds, set->count)
                                       : say(r, "cli.treat.nothing"),
                        NULL);
        print_left(r, t, set);
    }
    if (t->set_count > SETS_SHOWN) {
        (void)snprintf(count, sizeof count, "%zu", t->set_count - SETS_SHOWN);
        printf("\n");
        print_paragraph(r, 0, "", "cli.treat.more", count, NULL);
    }
}

/* No set is enough: what stays above the level even with everything, worst first. */
static void print_none(run *r, const mds_treatment *t)
{
    const mds_assessment *as = t->assessment;
    char number[MDS_NUM_SIZE];
    size_t printed = 0;

    printf("\n");
    print_wrapped(0, "", say(r, "cli.treat.none"));
    if (t->all.count > 0) {
        print_paragraph(r, 4, "", "cli.treat.everything",
                        kind_titles(r, t->all.kinds, t->all.count), NULL);
    }
    print_left(r, t, &t->all);
    for (double below = HUGE_VAL; printed < LEFT_SHOWN;) {
        uint32_t next = MDS_NO_ORDINAL;
        for (uint32_t s = 0; s < as->scenario_count; s++) {
            const double rrf = t->all.rrf[s];
            if (rrf < below && !(rrf <= t->options.level) &&
                (next == MDS_NO_ORDINAL || rrf > t->all.rrf[next])) {
                next = s;
            }
        }
        if (next == MDS_NO_ORDINAL) {
            break;
        }
        below = t->all.rrf[next];
        printf("    - RRF %s: %s\n", shown(number, below), scenario_title(r, next));
        printed++;
    }
}

/* When nothing is acceptable, what could be accepted with a reason: the cheapest set for the
 * policy's limit. */
static mds_status print_relaxed(run *r, const mds_treatment *t)
{
    const mds_treat_options relaxed = {.level = r->policy->reduce_limit,
                                       .which = t->options.which,
                                       .simulation = t->options.simulation};
    const mds_treatment *found;
    char number[2][MDS_NUM_SIZE];

    if (t->set_count > 0 || !(t->options.level < relaxed.level)) {
        return MDS_OK;
    }
    const mds_status status = mds_treat(&found, r->arena, t->assessment, &relaxed, NULL);
    if (status == MDS_OK && found->set_count > 0) {
        const mds_treat_set *set = &found->sets[0];
        printf("\n");
        print_paragraph(r, 0, "", "cli.treat.relaxed", shown(number[0], relaxed.level),
                        shown(number[1], set->cost),
                        set->count > 0 ? kind_titles(r, set->kinds, set->count)
                                       : say(r, "cli.treat.nothing"),
                        NULL);
    }
    return status;
}

/* Kinds that the search could not use, and what the costs are. */
static void print_kinds(run *r, const mds_treatment *t)
{
    uint32_t *kinds = mds_arena_alloc(r->arena, t->kind_count, sizeof *kinds);
    size_t given = 0;

    printf("\n");
    for (unsigned state = 0; state < MDS_TREAT_STATE__COUNT && kinds != NULL; state++) {
        static const char *const keys[] = {NULL, "cli.treat.incomplete", "cli.treat.done",
                                           "cli.treat.ruled_out"};
        size_t count = 0;
        for (size_t i = 0; i < t->kind_count; i++) {
            if ((unsigned)t->kinds[i].state == state) {
                kinds[count++] = t->kinds[i].compensating;
            }
        }
        if (keys[state] != NULL && count > 0) {
            print_paragraph(r, 0, "", keys[state], kind_titles(r, kinds, count), NULL);
        }
    }
    for (size_t i = 0; i < t->kind_count; i++) {
        given += t->kinds[i].cost_given;
    }
    print_wrapped(0, "", say(r, given > 0 ? "cli.treat.cost_context" : "cli.treat.cost_default"));
}

static mds_status print_treatment(run *r, const mds_treatment *t)
{
    const mds_assessment *as = t->assessment;
    char number[MDS_NUM_SIZE];
    char day[MDS_DATE_SIZE];

    mds_date_format(day, as->as_of);
    print_text(r, stdout, "cli.treat.title", device_name(r, as), day, NULL);
    printf("\n");
    if (t->options.simulation != NULL) {
        char draws[2][24];
        (void)snprintf(draws[0], sizeof draws[0], "%zu", t->options.simulation->draws);
        (void)snprintf(draws[1], sizeof draws[1], "%llu",
                       (unsigned long long)t->options.simulation->seed);
        print_paragraph(r, 0, "", "cli.treat.target_p95", shown(number, t->options.level), draws[0],
                        draws[1], NULL);
    } else {
        print_paragraph(
            r, 0, "", t->options.which == MDS_CASE_HI ? "cli.treat.target_hi" : "cli.treat.target",
            shown(number, t->options.level), NULL);
    }
    printf("%s\n", say(r, "cli.treat.now"));
    print_left(r, t, &t->now);
    if (t->set_count > 0) {
        print_sets(r, t);
    } else {
        print_none(r, t);
    }
    const mds_status status = print_relaxed(r, t);
    print_kinds(r, t);
    return status;
}

static mds_exit treat_main(run *r)
{
    const mds_assessment *assessment;
    const mds_treatment *treatment;
    mds_treat_options how;
    mds_simulation_options draws;
    mds_export_format format;
    const char *text;

    if (r->arg_count == 0) {
        return usage_error(r, "cli.error.form_missing", NULL);
    }
    mds_exit code = plan_format(r, &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code == EXIT_DONE) {
        code = read_options(r, &how, &draws);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = assess_forms(r, r->args, r->arg_count, &assessment);
    if (status == MDS_OK) {
        status = mds_treat(&treatment, r->arena, assessment, &how, r->diags);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (r->opt.output == NULL) {
        return exit_of(r, print_treatment(r, treatment));
    }
    status = mds_export_treatment(&text, r->arena, treatment, format, r->opt.lang);
    if (status == MDS_OK) {
        status = write_text(r, text);
    }
    if (status == MDS_OK && !r->opt.quiet && strcmp(r->opt.output, "-") != 0) {
        status = print_treatment(r, treatment);
    }
    return exit_of(r, status);
}

static const option_spec *const treat_options[] = {
    &option_draws,   &option_seed,  &option_threads, &option_output, &option_context,
    &option_records, &option_level, &option_case,    &option_as_of,  &option_policy,
    &option_catalog, &option_lang,  &option_quiet,   &option_help,   NULL};

const command cmd_treat = {"treat",          "cli.treat.usage", "cli.treat.summary",
                           "cli.treat.help", treat_options,     treat_main};
