# -- poppler: what takes the text from a page, without drawing, fonts of the system or pictures;
#    qpdf: what reads objects. Both for the worker alone.
set(CMAKE_CXX_STANDARD 17)

set(from ${MDS_SOURCES}/poppler)
set(made ${CMAKE_CURRENT_BINARY_DIR}/poppler)
set(config
  "#define ENABLE_ZLIB 1\n#define HAVE_DIRENT_H 1\n"
  "#define HAVE_FCNTL_H 1\n#define HAVE_GETTIMEOFDAY 1\n#define HAVE_SYS_STAT_H 1\n"
  "#define HAVE_UNISTD_H 1\n#define HAVE_STRTOK_R 1\n#define PACKAGE_NAME \"poppler\"\n"
  "#define POPPLER_DATADIR \"poppler\"\n#define TEXTOUT_WORD_LIST 1\n#define VERSION \"22.12.0\"\n"
  "#define _FILE_OFFSET_BITS 64\n")
if(NOT WIN32)
  list(APPEND config
    "#define HAVE_FSEEKO 1\n#define HAVE_GMTIME_R 1\n#define HAVE_LOCALTIME_R 1\n#define HAVE_TIMEGM 1\n")
endif()
file(WRITE ${made}/config.h ${config})
file(WRITE ${made}/poppler-config.h ${config} "#include <cstdio>\n#define POPPLER_VERSION \"22.12.0\"\n"
  "#define GCC_PRINTF_FORMAT(a, b)\n#undef CDECL\n#define CDECL\n")
file(WRITE ${made}/poppler_private_export.h "#define POPPLER_PRIVATE_EXPORT\n")
file(GLOB sources ${from}/poppler/*.cc ${from}/poppler/*Widths.pregenerated.c ${from}/fofi/*.cc)
foreach(name GooString GooTimer gbase64 gbasename gfile glibc glibc_strtok_r grandom gstrtod ft_utils)
  list(APPEND sources ${from}/goo/${name}.cc)
endforeach()
list(FILTER sources EXCLUDE REGEX
  "/(Cairo|Splash|Curl|SignatureHandler|DCTStream|JPEG2000|GlobalParamsWin|PSOutput|PreScan|BBox)[A-Za-z]*\\.cc")
# FreeType's headers alone: fonts are opened for drawing, and to add some to a form.
file(WRITE ${made}/no_fonts.c "#include <ft2build.h>\n#include FT_FREETYPE_H\n"
  "FT_Error FT_Init_FreeType(FT_Library *l) { return 1; }\n"
  "FT_Error FT_Done_FreeType(FT_Library l) { return 1; }\n"
  "FT_Error FT_New_Face(FT_Library l, const char *p, FT_Long i, FT_Face *f) { return 1; }\n"
  "FT_Error FT_Done_Face(FT_Face f) { return 1; }\n"
  "FT_Error FT_Set_Char_Size(FT_Face f, FT_F26Dot6 w, FT_F26Dot6 h, FT_UInt x, FT_UInt y) { return 1; }\n"
  "FT_Error FT_Load_Glyph(FT_Face f, FT_UInt g, FT_Int32 o) { return 1; }\n"
  "FT_Error FT_Open_Face(FT_Library l, const FT_Open_Args *a, FT_Long i, FT_Face *f) { return 1; }\n")
file(WRITE ${made}/no_drawing.cc "#include <splash/SplashBitmap.h>\n"
  "void SplashBitmap::getCMYKLine(int, SplashColorPtr) {}\n")
list(APPEND sources ${made}/no_fonts.c ${made}/no_drawing.cc)
# Its character maps are built in: the maps' file says how.
set_source_files_properties(${from}/poppler/CMap.cc ${from}/poppler/CharCodeToUnicode.cc
  ${from}/poppler/UnicodeMap.cc ${from}/poppler/GlobalParams.cc
  PROPERTIES COMPILE_OPTIONS "-include;${CMAKE_CURRENT_SOURCE_DIR}/../../../importers/worker/maps.h")
install(DIRECTORY ${from}/poppler ${from}/goo ${made}/ DESTINATION include/poppler
  FILES_MATCHING PATTERN *.h)
part(poppler poppler 22.12.0 LIBS "-lz"
  CFLAGS "-I\${prefix}/include/poppler -I\${prefix}/include/poppler/poppler" SOURCES ${sources}
  INCLUDES ${made} ${from} ${from}/poppler ${from}/goo ${MDS_SOURCES}/freetype/include ${MDS_SOURCES}/zlib)

set(from ${MDS_SOURCES}/qpdf)
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/qpdf/qpdf/qpdf-config.h
  "#define DEFAULT_CRYPTO \"native\"\n#define USE_CRYPTO_NATIVE 1\n#define USE_INSECURE_RANDOM 1\n"
  "#define SKIP_OS_SECURE_RANDOM 1\n#define HAVE_INTTYPES_H 1\n#define HAVE_STDINT_H 1\n"
  "#define SIZEOF_SIZE_T ${CMAKE_SIZEOF_VOID_P}\n#define HAVE_FSEEKO 1\n")
# Pictures are not read: what would unpack them refuses.
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/qpdf/jpeglib.h
  "typedef unsigned JDIMENSION;\ntypedef int J_COLOR_SPACE;\nenum { JCS_GRAYSCALE };\n"
  "struct jpeg_compress_struct;\n")
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/qpdf/Pl_DCT.cc
  "#include <qpdf/Pl_DCT.hh>\n#include <stdexcept>\n"
  "Pl_DCT::Pl_DCT(char const *name, Pipeline *next) : Pipeline(name, next) { throw std::runtime_error(\"no pictures\"); }\n"
  "Pl_DCT::~Pl_DCT() {}\nvoid Pl_DCT::write(unsigned char const *, size_t) {}\nvoid Pl_DCT::finish() {}\n")
file(GLOB sources ${from}/libqpdf/*.cc ${from}/libqpdf/*.c)
list(FILTER sources EXCLUDE REGEX "/(QPDFCrypto_(gnutls|openssl)|QPDFJob[A-Za-z_]*|QPDFArgParser|qpdfjob-c|Pl_DCT)\\.cc")
list(APPEND sources ${CMAKE_CURRENT_BINARY_DIR}/qpdf/Pl_DCT.cc)
file(GLOB headers ${from}/include/qpdf/*.h)
part(qpdf libqpdf 11.3.0 FOLDER qpdf LIBS "-lz" SOURCES ${sources} HEADERS ${headers}
  INCLUDES ${CMAKE_CURRENT_BINARY_DIR}/qpdf ${from}/include ${from}/libqpdf ${MDS_SOURCES}/zlib)
