# Toolchain of the page: Debian's emscripten. Its front end is a Python program that takes longer than
# the compiler behind it; for objects that compiler is called with the flags that the front end names,
# so that the objects are the same. Linking stays emcc's.
include(/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake)
if(NOT DEFINED ENV{MDS_EMCC_CFLAGS})
  execute_process(COMMAND ${CMAKE_C_COMPILER} --cflags
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
  set(ENV{MDS_EMCC_CFLAGS} "${flags}")
endif()
set(CMAKE_C_COMPILE_OBJECT
  "/usr/bin/clang-14 $ENV{MDS_EMCC_CFLAGS} <DEFINES> <INCLUDES> <FLAGS> -o <OBJECT> -c <SOURCE>")
# Where scripts/libraries.sh puts what is linked.
list(APPEND CMAKE_FIND_ROOT_PATH "${CMAKE_CURRENT_LIST_DIR}/../../build/libraries/page")
# What cmake tries at the start is compiled, not linked, which takes a minute each time.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
if(NOT DEFINED ENV{MDS_EMCC_CXXFLAGS})
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} --cflags -fwasm-exceptions
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
  set(ENV{MDS_EMCC_CXXFLAGS} "${flags}")
endif()
set(CMAKE_CXX_COMPILE_OBJECT
  "/usr/bin/clang++-14 $ENV{MDS_EMCC_CXXFLAGS} <DEFINES> <INCLUDES> <FLAGS> -o <OBJECT> -c <SOURCE>")
