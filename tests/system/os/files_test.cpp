#include "system/os/files.h"

#include "system/os/temporary_directory.h"

#include <catch_amalgamated.hpp>
#include <sys/stat.h>
#include <unistd.h>

using namespace ekiben;
using namespace ekiben::os;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat status{};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

} // namespace

TEST_CASE("a file is read whole, up to a size") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() + "/file";
  REQUIRE(write_file_atomically(path, std::string(100'000, 'x')));
  CHECK(read_file(path, 100'000)->size() == 100'000);
  CHECK(read_file(path, 99'999).error().kind == ErrorKind::too_large);
  CHECK(read_file(path + "-missing", 1).error().kind == ErrorKind::not_found);
  CHECK(read_file(directory.path(), 1).error().kind == ErrorKind::invalid);
  CHECK(read_file("/dev/zero", 1000).error().kind == ErrorKind::too_large);
}

TEST_CASE("a file is replaced as a whole, with the mode that was asked for, and leaves nothing beside it") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() + "/file";
  const auto before = ::umask(0077);
  REQUIRE(write_file_atomically(path, "old", 0644));
  ::umask(before);
  CHECK(mode_of(path) == 0644);
  REQUIRE(write_file_atomically(path, "new"));
  CHECK(mode_of(path) == 0600);
  CHECK(*read_file(path, 10) == "new");
  CHECK_FALSE(path_exists(path + ".tmp"));
}

TEST_CASE("a link planted at the temporary name is not written through") {
  const test::TemporaryDirectory directory;
  const std::string victim = directory.path() + "/victim";
  REQUIRE(write_file_atomically(victim, "precious"));
  REQUIRE(::symlink(victim.c_str(), (directory.path() + "/file.tmp").c_str()) == 0);
  REQUIRE(write_file_atomically(directory.path() + "/file", "new"));
  CHECK(*read_file(victim, 100) == "precious");
}

TEST_CASE("a file in a directory that is not there is refused") {
  const test::TemporaryDirectory directory;
  CHECK(write_file_atomically(directory.path() + "/missing/file", "x").error().kind == ErrorKind::not_found);
}

TEST_CASE("a private directory is closed to others, also when it was open before") {
  const test::TemporaryDirectory directory;
  const std::string path = directory.path() + "/data";
  REQUIRE(create_private_directory(path));
  CHECK(mode_of(path) == 0700);
  REQUIRE(::chmod(path.c_str(), 0755) == 0);
  REQUIRE(create_private_directory(path + "/"));
  CHECK(mode_of(path) == 0700);
  CHECK(create_private_directory(directory.path() + "/a/b").error().kind == ErrorKind::not_found);
  REQUIRE(write_file_atomically(directory.path() + "/file", "x"));
  CHECK(create_private_directory(directory.path() + "/file").error().kind == ErrorKind::invalid);
}

TEST_CASE("an empty directory and none at all are told from a full one") {
  const test::TemporaryDirectory directory;
  CHECK(*is_empty_or_absent(directory.path()));
  CHECK(*is_empty_or_absent(directory.path() + "/missing"));
  REQUIRE(write_file_atomically(directory.path() + "/file", "x"));
  CHECK_FALSE(*is_empty_or_absent(directory.path()));
  CHECK(is_empty_or_absent(directory.path() + "/file").error().kind == ErrorKind::invalid);
}
