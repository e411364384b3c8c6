// NodeInfo (items 16, 17; FEP-0151): what kind of server this is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ekiben::activitypub {

enum class NodeInfoVersion { v2_0, v2_1 };

/// The links at /.well-known/nodeinfo, among them the instance actor's (item 15, FEP-2677).
std::string write_nodeinfo_links(std::string_view base_url, std::string_view instance_actor);

struct NodeInfo {
  std::string software_version;
  std::string node_name;
  std::string node_description;
  std::int64_t posts = 0;
  bool recently_active = true; ///< the one user was there this month
};
std::string write_nodeinfo(const NodeInfo& info, NodeInfoVersion version);
/// application/json with the schema as its profile.
std::string nodeinfo_content_type(NodeInfoVersion version);

} // namespace ekiben::activitypub
