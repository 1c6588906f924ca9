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

static void write_old(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    fclose(out);
}

static void expect_file(const char *path, const char *text)
{
    char found[64] = "";
    FILE *in = fopen(path, "r");
    assert_non_null(in);
    found[fread(found, 1, sizeof found - 1, in)] = '\0';
    fclose(in);
    expect_text(found, text);
}

static void files_are_one_by_whatever_names(void **state)
{
    (void)state;
    char one[256], other[256], link[256];
    snprintf(one, sizeof one, "%s/new", folder);
    snprintf(other, sizeof other, "%s/./../%s/new", folder, strrchr(folder, '/') + 1);
    snprintf(link, sizeof link, "%s/link", folder);
    assert_int_equal(symlink("new", link), 0);
    assert_true(output_is_same(one, other));
    assert_true(output_is_same(one, link));
    assert_false(output_is_same(one, folder));
    assert_false(output_is_same("/dev/null", "/dev/null"));
    assert_true(output_is_same("-", "-"));
    unlink(link);
}

/* The second has become a folder by the time that it is to be placed. */
static void all_files_get_their_names_or_none(void **state)
{
    (void)state;
    char path[3][256];
    output files[3], *all[3];
    for (int i = 0; i < 3; i++) {
        snprintf(path[i], sizeof path[i], "%s/%d.txt", folder, i);
        all[i] = &files[i];
    }
    write_old(path[0], "old");
    for (int i = 0; i < 3; i++) {
        assert_true(output_open(&files[i], path[i]));
        fputs("new", files[i].file);
    }
    size_t failed = 0;
    assert_int_equal(mkdir(path[1], 0700), 0);
    assert_true(output_finish_all(all, 3, &failed));
    assert_false(output_place_all(all, 3, &failed));
    assert_int_equal(failed, 1);
    assert_int_equal(errno, EISDIR);
    expect_file(path[0], "old");
    assert_int_equal(access(path[2], F_OK), -1);
    rmdir(path[1]);
    unlink(path[0]);
}

static void a_replaced_file_keeps_its_mode_and_its_names(void **state)
{
    (void)state;
    char path[256], twin[256];
    struct stat found;
    output file;
    snprintf(path, sizeof path, "%s/kept", folder);
    snprintf(twin, sizeof twin, "%s/twin", folder);
    write_old(path, "something longer than what is new");
    assert_int_equal(chmod(path, 0610), 0);
    assert_true(output_open(&file, path));
    fputs("new", file.file);
    assert_true(output_commit(&file));
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 07777, 0610);
    write_old(path, "something longer than what is new");
    assert_int_equal(link(path, twin), 0);
    assert_true(output_open(&file, path));
    fputs("newer", file.file);
    expect_file(twin, "something longer than what is new");
    assert_true(output_commit(&file));
    expect_file(twin, "newer");
    unlink(path);
    unlink(twin);
}

static void folders_are_made_with_those_above(void **state)
{
    (void)state;
    char path[256];
    char **made = NULL;
    size_t count = 0;
    snprintf(path, sizeof path, "%s/a/b/", folder);
    assert_true(output_make_folder(path, &made, &count));
    assert_int_equal(count, 2);
    for (size_t i = count; i > 0; i--) {
        assert_int_equal(rmdir(made[i - 1]), 0);
        free(made[i - 1]);
    }
    free(made);
    assert_false(output_make_folder("/dev/null/a", &made, &count));
    assert_int_equal(errno, ENOTDIR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_its_name_only_once_it_is_whole),
        cmocka_unit_test(an_abandoned_file_leaves_the_old_one_and_nothing_else),
        cmocka_unit_test(a_folder_that_does_not_exist_is_an_error),
        cmocka_unit_test(a_folder_is_no_file),
        cmocka_unit_test(a_full_disk_is_told_at_the_end_and_devices_stay),
        cmocka_unit_test(files_are_one_by_whatever_names),
        cmocka_unit_test(all_files_get_their_names_or_none),
        cmocka_unit_test(a_replaced_file_keeps_its_mode_and_its_names),
        cmocka_unit_test(folders_are_made_with_those_above),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
