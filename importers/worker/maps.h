/* SPDX-License-Identifier: GPL-3.0-or-later */
// Poppler's character maps without a file system: included in front of those sources of Poppler
// that read them, it has them read what is built in: scripts/cmake/libraries/pdf.cmake says which.
#ifndef MDS_IMPORTERS_WORKER_MAPS_H
#define MDS_IMPORTERS_WORKER_MAPS_H

#include <cstdio>
#include <memory>
#include <string>

#include <goo/gdir.h>
#include <goo/gfile.h>
#include <poppler/Object.h>

struct mds_map;

mds_map *mds_map_open(const char *path, const char *mode);
int fgetc(mds_map *map);
int fclose(mds_map *map);
char *getLine(char *line, int size, mds_map *map);

// The entries of a folder, one behind the other.
class mds_map_folder
{
  public:
    mds_map_folder(const char *path, bool with_kinds) : path_(path)
    {
        (void)with_kinds;
    }
    std::unique_ptr<GDirEntry> getNextEntry();

  private:
    std::string path_, last_;
    size_t at_ = 0;
};

#define FILE mds_map
#define openFile mds_map_open
#define GDir mds_map_folder

#endif
