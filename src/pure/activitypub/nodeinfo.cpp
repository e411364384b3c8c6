#include "pure/activitypub/nodeinfo.h"

#include "pure/json/json.h"
#include "pure/json/write.h"

namespace ekiben::activitypub {
namespace {

std::string schema(NodeInfoVersion version) {
  return std::string("http://nodeinfo.diaspora.software/ns/schema/") + (version == NodeInfoVersion::v2_0 ? "2.0" : "2.1");
}

} // namespace

std::string write_nodeinfo_links(std::string_view base_url, std::string_view instance_actor) {
  const std::string base(base_url);
  json::Value links = json::Value::array();
  links.push_back({{"rel", schema(NodeInfoVersion::v2_0)}, {"href", base + "/nodeinfo/2.0"}});
  links.push_back({{"rel", schema(NodeInfoVersion::v2_1)}, {"href", base + "/nodeinfo/2.1"}});
  links.push_back({{"rel", "https://www.w3.org/ns/activitystreams#Application"}, {"href", std::string(instance_actor)}});
  return json::to_text({{"links", std::move(links)}});
}

std::string write_nodeinfo(const NodeInfo& info, NodeInfoVersion version) {
  const int active = info.recently_active ? 1 : 0;
  return json::to_text({
      {"version", version == NodeInfoVersion::v2_0 ? "2.0" : "2.1"},
      {"software", {{"name", "ekiben"}, {"version", info.software_version}}},
      {"protocols", json::Value::array({"activitypub"})},
      {"services", {{"inbound", json::Value::array()}, {"outbound", json::Value::array()}}},
      {"openRegistrations", false},
      {"usage", {{"users", {{"total", 1}, {"activeMonth", active}, {"activeHalfyear", active}}}, {"localPosts", info.posts}}},
      {"metadata", {{"nodeName", info.node_name}, {"nodeDescription", info.node_description}}},
  });
}

std::string nodeinfo_content_type(NodeInfoVersion version) { return "application/json; profile=\"" + schema(version) + "#\""; }

} // namespace ekiben::activitypub
