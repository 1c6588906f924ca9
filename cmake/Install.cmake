# What `cmake --install` puts where: the program, the library with its one header, the CMake package, the pkg-config file, licence, examples, scenarios.
include(CMakePackageConfigHelpers)

# The same library for linking at run time; it shows the functions of edgecare.h and nothing else.
add_library(edgecare_shared SHARED $<TARGET_OBJECTS:edgecare_library>)
set(edgecare_exports ${CMAKE_SOURCE_DIR}/sim/library/exports.map)
set_target_properties(edgecare_shared PROPERTIES OUTPUT_NAME edgecare VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LINKER_LANGUAGE C LINK_DEPENDS ${edgecare_exports})
target_include_directories(edgecare_shared INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_options(edgecare_shared PRIVATE LINKER:--version-script=${edgecare_exports})
get_target_property(edgecare_links edgecare_library INTERFACE_LINK_LIBRARIES)
target_link_libraries(edgecare_shared PRIVATE $<BUILD_INTERFACE:${edgecare_links}>)

# Libraries that those who link the static library find by pkg-config. SLEEF is among them under its plain name, not as the file it was when edgecare was built.
set(edgecare_modules gsl libcjson libfyaml sleef)
list(TRANSFORM edgecare_links REPLACE "^${SLEEF_LIBRARY}$" "$<BUILD_INTERFACE:${SLEEF_LIBRARY}>$<INSTALL_INTERFACE:PkgConfig::SLEEF>")
set_target_properties(edgecare_library PROPERTIES INTERFACE_LINK_LIBRARIES "${edgecare_links}")

install(TARGETS edgecare RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS edgecare_library edgecare_shared EXPORT edgecare_targets
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
add_custom_target(edgecare_installed DEPENDS edgecare edgecare_library edgecare_shared edgecare_manual_pages)
