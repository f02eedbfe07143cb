/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/confine.h"

#include "filters.h"
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define READ_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define CHANGE_FILES                                                                               \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                               \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG)
#define MAKE_OTHERS                                                                                \
    (LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |  \
     LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
/* All rights that a rule may give to something that is no folder. */
#define OF_A_FILE                                                                                  \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE)

bool mds_confine_privileges(void)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool mds_confine_calls(mds_confine_list list)
{
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &mds_confine__filters[list]) == 0;
}

int mds_confine_files_version(void)
{
    const long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

/* A move between folders is a right of its own since version 2; before, nobody has it. */
static uint64_t moves(void)
{
    return mds_confine_files_version() >= 2 ? LANDLOCK_ACCESS_FS_REFER : 0;
}

int mds_confine_files_begin(void)
{
    const struct landlock_ruleset_attr rules = {.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE |
                                                                     READ_FILES | CHANGE_FILES |
                                                                     MAKE_OTHERS | moves()};

    return (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
}

void mds_confine_files_add(int files, const char *path, unsigned rights)
{
    struct landlock_path_beneath_attr beneath = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat info;

    if (beneath.parent_fd < 0) {
        return;
    }
    beneath.allowed_access = READ_FILES |
                             ((rights & MDS_CONFINE_WRITE) != 0 ? CHANGE_FILES | moves() : 0) |
                             ((rights & MDS_CONFINE_RUN) != 0 ? LANDLOCK_ACCESS_FS_EXECUTE : 0);
    if (fstat(beneath.parent_fd, &info) == 0 && !S_ISDIR(info.st_mode)) {
        beneath.allowed_access &= OF_A_FILE;
    }
    (void)syscall(SYS_landlock_add_rule, files, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    (void)close(beneath.parent_fd);
}

bool mds_confine_files_end(int files)
{
    const bool done = syscall(SYS_landlock_restrict_self, files, 0) == 0;

    (void)close(files);
    return done;
}
