/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands.h"
#include "fleet.h"

#include "base/num.h"
#include <string.h>

enum { MOST_SECONDS = 86400 };

typedef struct verb {
    const char *name;
    mds_exit (*main)(run *r);
    bool argument; /* takes one: an inventory, a device */
} verb;

/* Of the options that are for a server. */
static mds_exit check_server(const run *r)
{
    const fleet_options *own = r->own;
    uint64_t seconds = 1;

    if (own->tenant != NULL && own->fleet != NULL && !names_server(own->fleet)) {
        return usage_error(r, "cli.error.fleet_tenant", NULL);
    }
    return own->lease == NULL ||
                   (mds_num_parse_uint(&seconds, (mds_sv){own->lease, strlen(own->lease)},
                                       MOST_SECONDS) &&
                    seconds > 0)
               ? EXIT_DONE
               : usage_error(r, "cli.error.value", "--lease", own->lease, "1-86400", NULL);
}

static mds_exit fleet_main(run *r)
{
    static const verb verbs[] = {{"import", fleet_import, true}, {"assess", fleet_assess, false},
                                 {"list", fleet_list, false},    {"report", fleet_report, false},
                                 {"why", fleet_why, true},       {"export", fleet_export, false},
                                 {"update", fleet_update, true}, {"backup", fleet_backup, false},
                                 {"work", fleet_work, false}};
    const char *name = r->arg_count > 0 ? r->args[0] : "";

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, name) == 0) {
            const size_t most = verbs[i].argument ? 2 : 1;
            if (r->arg_count > most) {
                return usage_error(r, "cli.error.fleet_argument", r->args[most], name, NULL);
            }
            mds_exit code = check_server(r);
            code = code == EXIT_DONE ? settle(r) : code;
            code = code == EXIT_DONE ? spare_inputs(r) : code;
            return code == EXIT_DONE ? verbs[i].main(r) : code;
        }
    }
    return usage_error(r, "cli.error.fleet_verb", NULL);
}

static const option_spec option_fleet = {"--fleet",
                                         0,
                                         offsetof(fleet_options, fleet),
                                         "cli.value.file",
                                         "cli.option.fleet",
                                         .file = OPTION_KEEPS,
                                         .own = true};
static const option_spec option_tenant = {
    "--tenant",          0,          offsetof(fleet_options, tenant), "cli.value.name",
    "cli.option.tenant", .own = true};
static const option_spec option_lease = {
    "--lease",          0,          offsetof(fleet_options, lease), "cli.value.seconds",
    "cli.option.lease", .own = true};
static const option_spec option_forms = {"--forms",
                                         0,
                                         offsetof(fleet_options, forms),
                                         "cli.value.folder",
                                         "cli.option.forms",
                                         .file = OPTION_LISTS,
                                         .own = true};
static const option_spec option_zones = {"--zones",
                                         0,
                                         offsetof(fleet_options, zones),
                                         "cli.value.file",
                                         "cli.option.zones",
                                         .file = OPTION_READS,
                                         .own = true};
static const option_spec option_matches = {"--matches",
                                           0,
                                           offsetof(fleet_options, matches),
                                           "cli.value.file",
                                           "cli.option.matches",
                                           .file = OPTION_CARRIES,
                                           .own = true};

static const option_spec option_since = {
    "--since",          0,          offsetof(fleet_options, since), "cli.value.date",
    "cli.option.since", .own = true};

static const option_spec *const fleet_option_list[] = {
    &option_fleet,   &option_forms,   &option_zones,
    &option_context, &option_matches, &option_since,
    &option_tenant,  &option_lease,   &option_vulnerability,
    &option_life,    &option_output,  &option_as_of,
    &option_policy,  &option_catalog, &option_lang,
    &option_quiet,   &option_help,    NULL};

const command cmd_fleet = {"fleet",
                           "cli.fleet.usage",
                           "cli.fleet.summary",
                           "cli.fleet.help",
                           fleet_option_list,
                           fleet_main,
                           .own_size = sizeof(fleet_options),
                           .exit_codes = "cli.help.exit_codes_worse"};
