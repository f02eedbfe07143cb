// SPDX-License-Identifier: GPL-3.0-or-later
#include "maps.h"

#include <cstdint>
#include <cstring>
#include <vector>
#include <zlib.h>

#include "maps_data.h"

struct mds_map {
    std::vector<unsigned char> bytes;
    size_t at;
};

namespace
{

// One of the parts of a packed map (pack_maps.py).
struct part {
    const unsigned char *at, *end;
};

part next_part(const unsigned char *&at, const unsigned char *end)
{
    const size_t room = static_cast<size_t>(end - at);
    const size_t size = room < 4 ? 0
                                 : at[0] | static_cast<size_t>(at[1]) << 8 |
                                       static_cast<size_t>(at[2]) << 16 |
                                       static_cast<size_t>(at[3]) << 24;
    const part made = {at + (room < 4 ? room : 4), at + (size + 4 > room ? room : size + 4)};

    at = made.end;
    return made;
}

int64_t number(part &from)
{
    uint64_t value = 0;

    for (unsigned shift = 0; from.at < from.end && shift < 64; shift += 7) {
        const unsigned char byte = *from.at++;
        value |= static_cast<uint64_t>(byte & 127U) << shift;
        if (byte < 128) {
            break;
        }
    }
    const auto half = static_cast<int64_t>(value >> 1);
    return (value & 1U) != 0 ? -half - 1 : half;
}

// The text of a map again.
void spell(std::vector<unsigned char> &out, const unsigned char *at, const unsigned char *end)
{
    part text = next_part(at, end);
    part codes = next_part(at, end);
    part ranges = next_part(at, end);
    part glyphs = next_part(at, end);
    int64_t code = 0;
    int64_t glyph = 0;

    while (text.at < text.end) {
        const unsigned char byte = *text.at++;
        char line[48];
        if (byte < 0x80) {
            out.push_back(byte);
            continue;
        }
        const int digits = byte & 15;
        const int kind = byte >> 4 & 7;
        code += number(codes);
        const int64_t last = code + (kind == 0 ? number(ranges) : 0);
        glyph += kind < 2 ? number(glyphs) : 0;
        int n = snprintf(line, sizeof line, kind < 2 ? "<%0*x>" : "%0*x", digits,
                         static_cast<unsigned>(code));
        if (kind == 0) {
            n +=
                snprintf(line + n, sizeof line - n, " <%0*x>", digits, static_cast<unsigned>(last));
        }
        if (kind < 2) {
            n += snprintf(line + n, sizeof line - n, " %d", static_cast<int>(glyph));
        }
        line[n++] = '\n';
        out.insert(out.end(), line, line + n);
        glyph += last - code;
        code = last + 1;
    }
}

} // namespace

mds_map *mds_map_open(const char *path, const char *)
{
    for (const mds_map_file *file = mds_map_files; file->path != nullptr; file++) {
        if (strcmp(file->path, path) == 0) {
            std::vector<unsigned char> parts(file->parts);
            uLongf size = file->parts;
            if (uncompress(parts.data(), &size, mds_map_bytes + file->offset, file->packed) !=
                Z_OK) {
                return nullptr;
            }
            auto *map = new mds_map{{}, 0};
            map->bytes.reserve(file->size);
            spell(map->bytes, parts.data(), parts.data() + size);
            return map;
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
