# What `cmake --install` puts where: the program, the library with its one header, the CMake package, the pkg-config file, licence, examples, scenarios.
include(CMakePackageConfigHelpers)

# Both libraries show the functions of edgecare.h and nothing else. The static one is a single object, in which all other names have become its own.
set(edgecare_objects $<TARGET_OBJECTS:edgecare_library>)
add_custom_command(OUTPUT edgecare.o
  COMMAND ${CMAKE_LINKER} -r -o edgecare_whole.o ${edgecare_objects}
  COMMAND ${CMAKE_OBJCOPY} --wildcard --keep-global-symbol=edgecare_* edgecare_whole.o edgecare.o
  DEPENDS edgecare_library ${edgecare_objects} COMMAND_EXPAND_LISTS VERBATIM)
add_library(edgecare_static STATIC ${CMAKE_CURRENT_BINARY_DIR}/edgecare.o)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/edgecare.o PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
set_target_properties(edgecare_static PROPERTIES OUTPUT_NAME edgecare EXPORT_NAME edgecare LINKER_LANGUAGE C)
target_include_directories(edgecare_static INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

add_library(edgecare_shared SHARED ${edgecare_objects})
set(edgecare_exports ${CMAKE_SOURCE_DIR}/sim/library/exports.map)
set_target_properties(edgecare_shared PROPERTIES OUTPUT_NAME edgecare VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LINKER_LANGUAGE C LINK_DEPENDS ${edgecare_exports})
target_include_directories(edgecare_shared INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_options(edgecare_shared PRIVATE LINKER:--version-script=${edgecare_exports})
get_target_property(edgecare_links edgecare_library INTERFACE_LINK_LIBRARIES)
list(FILTER edgecare_links EXCLUDE REGEX edgecare_flags)
target_link_libraries(edgecare_shared PRIVATE $<BUILD_INTERFACE:${edgecare_links}>)

# Libraries that those who link the static library find by pkg-config. SLEEF is among them under its plain name, not as the file it was when edgecare was built.
set(edgecare_modules gsl libcjson libfyaml sleef)
list(TRANSFORM edgecare_links REPLACE "^${SLEEF_LIBRARY}$" "$<BUILD_INTERFACE:${SLEEF_LIBRARY}>$<INSTALL_INTERFACE:PkgConfig::SLEEF>")
target_link_libraries(edgecare_static INTERFACE ${edgecare_links})

install(TARGETS edgecare RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS edgecare_static edgecare_shared EXPORT edgecare_targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${CMAKE_SOURCE_DIR}/sim/edgecare.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(edgecare_package ${CMAKE_INSTALL_LIBDIR}/cmake/edgecare)
install(EXPORT edgecare_targets FILE edgecare-targets.cmake NAMESPACE edgecare:: DESTINATION ${edgecare_package})
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/edgecare-config.cmake.in edgecare-config.cmake INSTALL_DESTINATION ${edgecare_package})
write_basic_package_version_file(edgecare-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/edgecare-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/edgecare-config-version.cmake DESTINATION ${edgecare_package})

cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE edgecare_pc_up)
list(JOIN edgecare_modules " " edgecare_pc_modules)
configure_file(${CMAKE_SOURCE_DIR}/cmake/edgecare.pc.in edgecare.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/edgecare.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/edgecare/scenarios
  FILES_MATCHING PATTERN "*.json" PATTERN invalid EXCLUDE)

# The manual page and completion for shells, written by the program itself.
set(edgecare_manual ${CMAKE_CURRENT_BINARY_DIR}/manual)
add_custom_command(OUTPUT ${edgecare_manual}/edgecare.1 ${edgecare_manual}/edgecare ${edgecare_manual}/_edgecare
  COMMAND ${CMAKE_COMMAND} -E make_directory ${edgecare_manual}
  COMMAND edgecare manual man > ${edgecare_manual}/edgecare.1
  COMMAND edgecare manual bash > ${edgecare_manual}/edgecare
  COMMAND edgecare manual zsh > ${edgecare_manual}/_edgecare
  DEPENDS edgecare VERBATIM)
add_custom_target(edgecare_manual_pages ALL DEPENDS ${edgecare_manual}/edgecare.1)
install(FILES ${edgecare_manual}/edgecare.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${edgecare_manual}/edgecare DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${edgecare_manual}/_edgecare DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)

# All that is installed and nothing else: neither the tests nor the benchmark.
add_custom_target(edgecare_installed DEPENDS edgecare edgecare_static edgecare_shared edgecare_manual_pages)
