# Language, warnings, hardening and instrumentation, in one place, as the target `mds_options`.
if(EMSCRIPTEN)
  set(MDS_PLATFORM page)
elseif(WIN32)
  set(MDS_PLATFORM windows)
else()
  set(MDS_PLATFORM posix)
endif()

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(mds_options INTERFACE)
target_compile_definitions(mds_options INTERFACE _XOPEN_SOURCE=700)
target_compile_options(mds_options INTERFACE $<$<COMPILE_LANGUAGE:C>:
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
  -Wmissing-prototypes -Wold-style-definition -Wvla -Wformat=2 -Wcast-qual -Wundef
  -Wdouble-promotion -Wnull-dereference -Wimplicit-fallthrough -Wswitch-enum -Wwrite-strings>)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  target_compile_options(mds_options INTERFACE $<$<COMPILE_LANGUAGE:C>:
    -Wcast-align=strict -Wduplicated-cond -Wduplicated-branches -Wlogical-op>)
endif()
if(MDS_WERROR)
  target_compile_options(mds_options INTERFACE $<$<COMPILE_LANGUAGE:C>:-Werror>)
endif()

if(MDS_SANITIZE)
  target_compile_options(mds_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(mds_options INTERFACE -fsanitize=address,undefined)
elseif(MDS_PLATFORM STREQUAL "posix" AND NOT MDS_FUZZ)
  target_compile_options(mds_options INTERFACE $<$<COMPILE_LANGUAGE:C>:
    -fstack-protector-strong -fstack-clash-protection
    $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>>)
  # In every object, those of assembly too: one without it switches it off for the program.
  target_compile_options(mds_options INTERFACE -fcf-protection)
  target_link_options(mds_options INTERFACE -Wl,-z,relro,-z,now)
endif()
if(MDS_PLATFORM STREQUAL "windows")
  # Windows 10 and later; printf() and the like as in C, not as in Microsoft's old library.
  target_compile_definitions(mds_options INTERFACE
    _WIN32_WINNT=0x0A00 __USE_MINGW_ANSI_STDIO=1 _POSIX_THREAD_SAFE_FUNCTIONS=1)
  target_compile_options(mds_options INTERFACE $<$<COMPILE_LANGUAGE:C>:-include
    ${CMAKE_SOURCE_DIR}/base/internal/base/posix_windows.h -fstack-protector-strong>)
  target_link_options(mds_options INTERFACE -static -fstack-protector-strong)
endif()
if(MDS_FUZZ)
  target_compile_options(mds_options INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
  target_link_options(mds_options INTERFACE -fsanitize=address,undefined)
endif()
if(MDS_COVERAGE)
  target_compile_options(mds_options INTERFACE --coverage)
  target_link_options(mds_options INTERFACE --coverage)
endif()
if(MDS_PROFILE STREQUAL "train")
  target_compile_options(mds_options INTERFACE -fprofile-generate -fprofile-update=atomic)
  target_link_options(mds_options INTERFACE -fprofile-generate)
elseif(MDS_PROFILE STREQUAL "use")
  target_compile_options(mds_options INTERFACE -fprofile-use -Wno-missing-profile)
  target_link_options(mds_options INTERFACE -fprofile-use)
endif()
if(MDS_DEBUG_ARENA)
  target_compile_definitions(mds_options INTERFACE MDS_DEBUG_ARENA=1)
endif()

# mds_sources(<variable> <folder>)
# The sources of a folder. What only one platform has is in a file of its own whose name ends
# in _posix, _page or _windows; _other is for all but posix.
function(mds_sources out folder)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.c)
  if(MDS_PLATFORM STREQUAL "posix")
    list(FILTER sources EXCLUDE REGEX "_(page|windows|other)\\.c$")
  elseif(MDS_PLATFORM STREQUAL "page")
    list(FILTER sources EXCLUDE REGEX "_(posix|windows)\\.c$")
  else()
    list(FILTER sources EXCLUDE REGEX "_(posix|page)\\.c$")
  endif()
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

# mds_room(<name> SOURCES ... ROOMS ... LIBS ...)
# A static library. include/ holds the public headers, internal/ what other rooms may use, and the
# folder itself what is private to the room. SOURCES may be empty: parts add theirs.
function(mds_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;ROOMS;LIBS" ${ARGN})
  add_library(mds_${name} STATIC ${ROOM_SOURCES})
  target_include_directories(mds_${name}
    PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include
    PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/internal)
    target_include_directories(mds_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/internal)
  endif()
  target_link_libraries(mds_${name} PUBLIC ${ROOM_ROOMS} PRIVATE mds_options ${ROOM_LIBS})
  set_target_properties(mds_${name} PROPERTIES MDS_USES "${ROOM_ROOMS};${ROOM_LIBS}")
  set_property(GLOBAL APPEND PROPERTY MDS_OBJECTS $<TARGET_OBJECTS:mds_${name}>)
  set_property(GLOBAL APPEND PROPERTY MDS_PACKAGES ${ROOM_LIBS})
  set_property(GLOBAL APPEND PROPERTY MDS_ROOMS mds_${name})
endfunction()

# mds_part(<room> <part> USES <parts>...)
# A folder of a room, all of its sources. Its include path holds its own folder and those of the
# parts that it uses, so that a wrong include between parts does not compile either.
function(mds_part room part)
  cmake_parse_arguments(PART "" "" "USES" ${ARGN})
  mds_sources(sources ${part})
  set(target mds_${room}_${part})
  add_library(${target} OBJECT ${sources})
  foreach(folder ${part} ${PART_USES})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
  endforeach()
  foreach(folder include internal)
    if(IS_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
      target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/${folder})
    endif()
  endforeach()
  get_target_property(uses mds_${room} MDS_USES)
  target_link_libraries(${target} PRIVATE ${uses} mds_options)
  target_sources(mds_${room} PRIVATE $<TARGET_OBJECTS:${target}>)
  set_property(GLOBAL APPEND PROPERTY MDS_OBJECTS $<TARGET_OBJECTS:${target}>)
endfunction()
