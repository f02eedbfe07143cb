// SPDX-License-Identifier: GPL-3.0-or-later
#include "maps.h"

#include <cstring>
#include <vector>
#include <zlib.h>

#include "maps_data.h"

struct mds_map {
    std::vector<unsigned char> bytes;
    size_t at;
};

mds_map *mds_map_open(const char *path, const char *)
{
    for (const mds_map_file *file = mds_map_files; file->path != nullptr; file++) {
        if (strcmp(file->path, path) == 0) {
            auto *map = new mds_map{std::vector<unsigned char>(file->size), 0};
            uLongf size = file->size;
            if (uncompress(map->bytes.data(), &size, mds_map_bytes + file->offset, file->packed) ==
                Z_OK) {
                return map;
            }
            delete map;
        }
    }
    return nullptr;
}

int fgetc(mds_map *map)
{
    return map->at < map->bytes.size() ? map->bytes[map->at++] : EOF;
}

int fclose(mds_map *map)
{
    delete map;
    return 0;
}

char *getLine(char *line, int size, mds_map *map)
{
    int n = 0;

    while (n + 1 < size && map->at < map->bytes.size()) {
        line[n] = static_cast<char>(map->bytes[map->at++]);
        if (line[n++] == '\n') {
            break;
        }
    }
    line[n] = '\0';
    return n > 0 ? line : nullptr;
}

std::unique_ptr<GDirEntry> mds_map_folder::getNextEntry()
{
    const size_t n = path_.size();

    for (; mds_map_files[at_].path != nullptr; at_++) {
        const char *path = mds_map_files[at_].path;
        if (strncmp(path, path_.c_str(), n) != 0 || path[n] != '/') {
            continue;
        }
        const std::string name(path + n + 1, strcspn(path + n + 1, "/"));
        if (name != last_) {
            last_ = name;
            at_++;
            return std::make_unique<GDirEntry>(path_.c_str(), name.c_str(), false);
        }
    }
    return nullptr;
}
