# Runs mds_manual, then scdoc over each page. A page of a command that is gone goes too.
file(REMOVE_RECURSE ${OUT}/man ${OUT}/completion)
file(MAKE_DIRECTORY ${OUT}/man/man1 ${OUT}/man/ja/man1 ${OUT}/completion)
execute_process(COMMAND ${TOOL} ${OUT} COMMAND_ERROR_IS_FATAL ANY)

file(GLOB_RECURSE pages ${OUT}/man/*.scd)
foreach(page IN LISTS pages)
  string(REGEX REPLACE "\\.scd$" "" target ${page})
  execute_process(COMMAND ${SCDOC} INPUT_FILE ${page} OUTPUT_FILE ${target}
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(TOUCH ${OUT}/made)
