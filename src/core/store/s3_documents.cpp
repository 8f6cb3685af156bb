#include "core/store/s3_documents.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/store/percent_encoding.hpp"

namespace bazc {
namespace {

constexpr const char* s3_namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

tl::unexpected<Error> unexpected_document(std::string_view wanted) {
  return fail(ErrorKind::unavailable, fmt::format("the answer is no {} document", wanted),
              "check that the endpoint is that of an S3-compatible service");
}

bool has_child(const pugi::xml_node& rule, const char* name, std::string_view value) {
  const auto children = rule.children(name);
  return std::any_of(children.begin(), children.end(),
                     [&](const pugi::xml_node& child) { return child.text().get() == value; });
}

bool rule_allows_reading(const pugi::xml_node& rule, const std::string& origin) {
  return has_child(rule, "AllowedMethod", "GET") && has_child(rule, "AllowedMethod", "HEAD") &&
         (has_child(rule, "AllowedOrigin", "*") || has_child(rule, "AllowedOrigin", origin));
}

// An empty configuration where there is none yet.
Result<pugi::xml_document> load_cors(std::string_view xml) {
  pugi::xml_document document;
  if (xml.empty()) {
    document.append_child("CORSConfiguration").append_attribute("xmlns") = s3_namespace;
    return document;
  }
  // White space between the elements of a rule is nobody's.
  if (!document.load_buffer(xml.data(), xml.size()) || !document.child("CORSConfiguration")) {
    return unexpected_document("CORSConfiguration");
  }
  return document;
}

}  // namespace

S3Error parse_s3_error(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) {
    return {};
  }
  const pugi::xml_node error = document.child("Error");
  return {.code = error.child_value("Code"),
          .message = error.child_value("Message"),
          .region = error.child_value("Region")};
}

Result<S3Listing> parse_s3_listing(std::string_view xml) {
  pugi::xml_document document;
  const bool is_loaded{document.load_buffer(xml.data(), xml.size())};
  const pugi::xml_node result = document.child("ListBucketResult");
  if (!is_loaded || !result) {
    return unexpected_document("ListBucketResult");
  }
  const bool is_encoded = result.child("EncodingType").text().get() == std::string_view("url");
  S3Listing listing;
  for (const pugi::xml_node& contents : result.children("Contents")) {
    std::string key = contents.child_value("Key");
    if (is_encoded) {
      auto decoded = percent_decoded(key);
      if (!decoded) {
        return unexpected_document("ListBucketResult");
      }
      key = *std::move(decoded);
    }
    listing.keys.push_back(std::move(key));
  }
  if (result.child("IsTruncated").text().as_bool()) {
    listing.continuation_token = result.child_value("NextContinuationToken");
    if (listing.continuation_token.empty()) {
      return unexpected_document("complete ListBucketResult");
    }
  }
  return listing;
}

Result<bool> allows_reading(std::string_view cors_xml, const std::vector<std::string>& origins) {
  const auto document = load_cors(cors_xml);
  if (!document) {
    return fail(document.error());
  }
  const auto rules = document->child("CORSConfiguration").children("CORSRule");
  return std::all_of(origins.begin(), origins.end(), [&](const std::string& origin) {
    return std::any_of(rules.begin(), rules.end(), [&](const pugi::xml_node& rule) {
      return rule_allows_reading(rule, origin);
    });
  });
}

Result<std::string> with_reading_allowed(std::string_view cors_xml,
                                         const std::vector<std::string>& origins) {
  auto document = load_cors(cors_xml);
  if (!document) {
    return fail(std::move(document).error());
  }
  pugi::xml_node rule = document->child("CORSConfiguration").append_child("CORSRule");
  for (const std::string& origin : origins) {
    rule.append_child("AllowedOrigin").text().set(origin.c_str());
  }
  for (const char* method : {"GET", "HEAD"}) {
    rule.append_child("AllowedMethod").text().set(method);
  }
  rule.append_child("AllowedHeader").text().set("*");
  rule.append_child("MaxAgeSeconds").text().set(86'400);
  std::ostringstream out;
  document->save(out, "", pugi::format_raw | pugi::format_no_declaration);
  return std::move(out).str();
}

std::string create_bucket_document(std::string_view region) {
  if (region == "auto" || region == "us-east-1") {
    return {};
  }
  pugi::xml_document document;
  pugi::xml_node configuration = document.append_child("CreateBucketConfiguration");
  configuration.append_attribute("xmlns") = s3_namespace;
  configuration.append_child("LocationConstraint").text().set(std::string(region).c_str());
  std::ostringstream out;
  document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
  return std::move(out).str();
}

}  // namespace bazc
