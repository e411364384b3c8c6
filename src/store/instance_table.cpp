#include "store/instance_table.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

void note_changed(Transaction& transaction) {
  transaction.note_change(Change::instance);
  transaction.note_public_change();
}

Result<void> one_row(Result<std::size_t> changed) {
  EKIBEN_TRY(std::size_t rows, std::move(changed));
  if (rows == 0) {
    return fail(ErrorKind::not_found, "ekiben is not set up yet");
  }
  return {};
}

} // namespace

Result<void> insert_instance(Transaction& transaction, const domain::Instance& instance) {
  note_changed(transaction);
  auto statement = transaction.database().prepare(R"(
    INSERT INTO instance (one, base_url, handle_domain, instance_id, epoch, created_at)
    VALUES (1, :base_url, :handle_domain, :instance_id, :epoch, :created_at)
  )"_sql);
  return statement.bind(":base_url", instance.base_url)
      .bind(":handle_domain", instance.handle_domain)
      .bind(":instance_id", instance.instance_id)
      .bind(":epoch", instance.epoch)
      .bind(":created_at", instance.created_at)
      .run();
}

Result<void> insert_owner(Transaction& transaction, const domain::Owner& owner, std::string_view password_hash) {
  note_changed(transaction);
  auto statement = transaction.database().prepare(R"(
    INSERT INTO owner (one, handle, name, bio, language, approves_followers, discoverable, password_hash, created_at, updated_at)
    VALUES (1, :handle, :name, :bio, :language, :approves_followers, :discoverable, :password_hash, :created_at, :updated_at)
  )"_sql);
  return statement.bind(":handle", owner.handle)
      .bind(":name", owner.name)
      .bind(":bio", owner.bio)
      .bind(":language", owner.language)
      .bind_flag(":approves_followers", owner.approves_followers)
      .bind_flag(":discoverable", owner.discoverable)
      .bind(":password_hash", password_hash)
      .bind(":created_at", owner.created_at)
      .bind(":updated_at", owner.updated_at)
      .run();
}

Result<void> update_owner(Transaction& transaction, const domain::Owner& owner) {
  note_changed(transaction);
  auto statement = transaction.database().prepare(R"(
    UPDATE owner SET name = :name, bio = :bio, language = :language, approves_followers = :approves_followers,
      discoverable = :discoverable, updated_at = :now
    WHERE one = 1
  )"_sql);
  return one_row(statement.bind(":name", owner.name)
                     .bind(":bio", owner.bio)
                     .bind(":language", owner.language)
                     .bind_flag(":approves_followers", owner.approves_followers)
                     .bind_flag(":discoverable", owner.discoverable)
                     .bind(":now", transaction.now())
                     .run_counting());
}

Result<void> update_password_hash(Transaction& transaction, std::string_view password_hash) {
  transaction.note_change(Change::instance);
  auto statement = transaction.database().prepare("UPDATE owner SET password_hash = :password_hash WHERE one = 1"_sql);
  return one_row(statement.bind(":password_hash", password_hash).run_counting());
}

Result<void> upsert_own_key(Transaction& transaction, const OwnKey& key) {
  note_changed(transaction);
  auto statement = transaction.database().prepare(R"(
    INSERT INTO own_keys (purpose, private_der, public_pem, created_at) VALUES (:purpose, :private_der, :public_pem, :created_at)
    ON CONFLICT (purpose) DO UPDATE SET private_der = excluded.private_der, public_pem = excluded.public_pem, created_at = excluded.created_at
  )"_sql);
  return statement.bind(":purpose", static_cast<std::int64_t>(key.purpose))
      .bind(":private_der", sqlite::Blob{key.private_der})
      .bind(":public_pem", key.public_pem)
      .bind(":created_at", key.created_at)
      .run();
}

} // namespace ekiben::store
