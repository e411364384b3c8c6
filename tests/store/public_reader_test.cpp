#include "opened_store.h"
#include "store/public_authorizer.h"
#include "store/read_followers.h"
#include "store/read_instance.h"
#include "store/read_own_keys.h"
#include "store/read_profile.h"
#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace ekiben;
using namespace ekiben::store;
using namespace ekiben::sqlite::literals;
using ekiben::test::must;

TEST_CASE("what strangers ask is answered through a public reader") {
  test::OpenedStore opened;
  auto reader = opened.public_reader();
  must(find_instance(reader));
  must(find_owner(reader));
  must(find_profile(reader));
  must(find_own_public_key(reader, KeyPurpose::owner));
  must(count_followers(reader));
  must(list_followers_page(reader, {}, 10));
}

TEST_CASE("SQLite refuses secrets through a public reader, also after the same connection served the owner") {
  test::OpenedStore opened;
  auto secrets = [](const PublicReader& reader) {
    auto& database = reader.database();
    for (auto sql : {"SELECT private_der FROM own_keys WHERE purpose = 0"_sql, "SELECT password_hash FROM owner WHERE one = 1"_sql,
                     "SELECT 1 FROM own_keys WHERE purpose = 0 AND length(private_der) > 0"_sql, "SELECT count(*) FROM sessions"_sql,
                     "SELECT hash FROM setup_tokens WHERE hash = :hash"_sql, "SELECT body FROM incoming WHERE id = :id"_sql,
                     "SELECT inbox FROM deliveries WHERE id = :id"_sql, "SELECT body FROM documents WHERE id = :id"_sql,
                     "SELECT 1 FROM blocked_accounts WHERE actor = :actor"_sql, "SELECT 1 FROM blocked_by WHERE actor = :actor"_sql,
                     "SELECT follow_json FROM followers WHERE id = :id"_sql, "SELECT inbox FROM accounts WHERE id = :id"_sql,
                     "SELECT last FROM issued_ids WHERE one = 1"_sql}) {
      INFO(sql.literal().text());
      CHECK_THROWS_AS(database.prepare(sql), std::logic_error);
    }
  };
  secrets(opened.public_reader());
  {
    auto reader = opened.reader();
    CHECK_FALSE(must(reader.database().prepare("SELECT private_der FROM own_keys WHERE purpose = 0"_sql).step()));
  }
  secrets(opened.public_reader());
}

TEST_CASE("a reader cannot write, a public one cannot even try") {
  test::OpenedStore opened;
  {
    auto reader = opened.reader();
    CHECK_FALSE(reader.database().prepare("DELETE FROM setup_tokens"_sql).run());
  }
  auto reader = opened.public_reader();
  CHECK_THROWS_AS(reader.database().prepare("DELETE FROM setup_tokens"_sql), std::logic_error);
  CHECK_FALSE(reader.database().execute("PRAGMA query_only = OFF"));
  CHECK_FALSE(reader.database().execute("ATTACH 'elsewhere.db' AS elsewhere"));
}

TEST_CASE("tables that nobody has thought about are not public") {
  PublicAuthorizer authorizer;
  test::OpenedStore opened;
  auto names = must(opened.reader().database().query_text("SELECT group_concat(name, ' ') FROM sqlite_schema WHERE type = 'table'"));
  std::istringstream words(names);
  std::set<std::string> readable;
  for (std::string name; words >> name;) {
    if (authorizer.may_read(name, "", "")) {
      readable.insert(name);
    }
  }
  CHECK(readable == std::set<std::string>{"followers", "follows", "instance", "owner"});
  CHECK_FALSE(authorizer.may_read("posts", "text", ""));
}

TEST_CASE("a thread that holds a reader may take more of them than there are, and they are closed again") {
  test::OpenedStore opened;
  for (int round = 0; round < 2; ++round) {
    std::vector<ReaderLease> all;
    for (int i = 0; i < 12; ++i) {
      all.push_back(opened.reader());
      must(find_instance(all.back()));
    }
  }
  must(find_instance(opened.public_reader()));
}

TEST_CASE("more than 32 readers at once wait for one that comes back") {
  test::OpenedStore opened;
  std::vector<ReaderLease> all;
  for (int i = 0; i < 32; ++i) {
    all.push_back(opened.reader());
  }
  std::thread waiting([&] { must(find_instance(opened.public_reader())); });
  all.pop_back();
  waiting.join();
}
