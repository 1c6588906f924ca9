#include "support/expect.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/output.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/edgecare-output-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static size_t files_in(const char *path)
{
    size_t count = 0;
    DIR *listing = opendir(path);
    for (struct dirent *entry = readdir(listing); entry; entry = readdir(listing)) {
        count += entry->d_name[0] != '.';
    }
    closedir(listing);
    return count;
}

static int remove_folder(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/result.txt", folder);
    unlink(path);
    return rmdir(folder);
}

static const char *in_folder(char path[128])
{
    snprintf(path, 128, "%s/result.txt", folder);
    return path;
}

static void a_file_has_its_name_only_once_it_is_whole(void **state)
{
    (void)state;
    char path[128];
    output file;
    assert_true(output_open(&file, in_folder(path)));
    fputs("26.3 weeks\n", file.file);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_true(output_commit(&file));
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(files_in(folder), 1);
}

static void an_abandoned_file_leaves_the_old_one_and_nothing_else(void **state)
{
    (void)state;
    char path[128], line[32] = "";
    output file;
    assert_true(output_open(&file, in_folder(path)));
    fputs("half a res", file.file);
    output_abandon(&file);
    assert_int_equal(files_in(folder), 1);
    FILE *old = fopen(path, "r");
    assert_non_null(fgets(line, sizeof line, old));
    fclose(old);
    expect_text(line, "26.3 weeks\n");
    output_abandon(&file);
}

static void a_folder_that_does_not_exist_is_an_error(void **state)
{
    (void)state;
    output file;
    errno = 0;
    assert_false(output_open(&file, "/no/such/folder/result.json"));
    assert_int_equal(errno, ENOENT);
    assert_null(file.file);
}

static void a_folder_is_no_file(void **state)
{
    (void)state;
    output file;
    assert_false(output_open(&file, folder));
    assert_int_equal(errno, EISDIR);
}

static void a_full_disk_is_told_at_the_end_and_devices_stay(void **state)
{
    (void)state;
    output file;
    assert_true(output_open(&file, "/dev/full"));
    fputs("no room for this", file.file);
    assert_false(output_commit(&file));
    assert_int_equal(errno, ENOSPC);
    struct stat found;
    assert_int_equal(stat("/dev/full", &found), 0);
    assert_true(S_ISCHR(found.st_mode));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_its_name_only_once_it_is_whole),
        cmocka_unit_test(an_abandoned_file_leaves_the_old_one_and_nothing_else),
        cmocka_unit_test(a_folder_that_does_not_exist_is_an_error),
        cmocka_unit_test(a_folder_is_no_file),
        cmocka_unit_test(a_full_disk_is_told_at_the_end_and_devices_stay),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
