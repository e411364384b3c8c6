#include "domain/local_ids.h"

#include "pure/text/url.h"

namespace ekiben::domain {

LocalIds::LocalIds(std::string_view base_url, std::string_view handle)
    : base_(base_url), actor_(base_ + "/users/" + std::string(handle)), handle_(handle) {}

std::string LocalIds::actor() const { return actor_; }
std::string LocalIds::main_key() const { return actor_ + "#main-key"; }
std::string LocalIds::inbox() const { return actor_ + "/inbox"; }
std::string LocalIds::outbox() const { return actor_ + "/outbox"; }
std::string LocalIds::followers() const { return actor_ + "/followers"; }
std::string LocalIds::following() const { return actor_ + "/following"; }
std::string LocalIds::featured() const { return actor_ + "/collections/featured"; }
std::string LocalIds::featured_tags() const { return actor_ + "/collections/tags"; }
std::string LocalIds::shared_inbox() const { return base_ + "/inbox"; }
std::string LocalIds::profile_page() const { return base_ + "/@" + handle_; }
std::string LocalIds::subscribe_template() const { return base_ + "/authorize_interaction?uri={uri}"; }
std::string LocalIds::instance_actor() const { return base_ + "/actor"; }
std::string LocalIds::instance_key() const { return base_ + "/actor#main-key"; }
std::string LocalIds::instance_inbox() const { return base_ + "/actor/inbox"; }
std::string LocalIds::instance_outbox() const { return base_ + "/actor/outbox"; }

std::string LocalIds::activity(std::string_view kind, std::string_view number) const {
  return actor_ + "#" + std::string(kind) + "/" + std::string(number);
}

bool LocalIds::is_local(std::string_view id) const { return text::same_origin(id, base_); }

} // namespace ekiben::domain
