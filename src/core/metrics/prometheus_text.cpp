#include <cmath>

#include <fmt/format.h>

#include "core/metrics/metric_set.hpp"

namespace bazc {
namespace {

std::string_view to_string(MetricType type) {
  switch (type) {
    case MetricType::counter:
      return "counter";
    case MetricType::gauge:
      return "gauge";
    case MetricType::histogram:
      return "histogram";
  }
  return "untyped";
}

enum class Quotes { keep, escape };

std::string escaped(std::string_view text, Quotes quotes) {
  std::string result;
  for (const char c : text) {
    if (c == '\\') {
      result += "\\\\";
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '"' && quotes == Quotes::escape) {
      result += "\\\"";
    } else {
      result += c;
    }
  }
  return result;
}

// As Go's ParseFloat() reads it.
std::string number_text(double number) {
  if (std::isnan(number)) {
    return "NaN";
  }
  if (std::isinf(number)) {
    return number > 0 ? "+Inf" : "-Inf";
  }
  return fmt::format("{}", number);
}

void write_sample(std::string& text, std::string_view name, std::string_view suffix,
                  const MetricLabels& labels, const std::string& value) {
  text += fmt::format("{}{}", name, suffix);
  if (!labels.empty()) {
    char separator = '{';
    for (const auto& [label, label_value] : labels) {
      text += fmt::format("{}{}=\"{}\"", separator, label, escaped(label_value, Quotes::escape));
      separator = ',';
    }
    text += '}';
  }
  text += fmt::format(" {}\n", value);
}

// Buckets are written cumulative, the last one with the bound +Inf.
void write_histogram(std::string& text, std::string_view name, const MetricLabels& labels,
                     const Histogram& histogram) {
  MetricLabels with_bound = labels;
  std::string& bound = with_bound.emplace_back("le", "").second;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < histogram.buckets().size(); ++i) {
    count += histogram.buckets()[i];
    bound = i < histogram.upper_bounds().size() ? number_text(histogram.upper_bounds()[i]) : "+Inf";
    write_sample(text, name, "_bucket", with_bound, std::to_string(count));
  }
  write_sample(text, name, "_sum", labels, number_text(histogram.sum()));
  write_sample(text, name, "_count", labels, std::to_string(count));
}

}  // namespace

std::string to_prometheus_text(const MetricSet& metrics) {
  std::string text;
  for (const auto& [description, samples] : metrics.families()) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", description.name,
                        escaped(description.help, Quotes::keep), to_string(description.type));
    for (const auto& [labels, value] : samples) {
      if (const auto* number = std::get_if<double>(&value)) {
        write_sample(text, description.name, "", labels, number_text(*number));
      } else {
        write_histogram(text, description.name, labels, std::get<Histogram>(value));
      }
    }
  }
  return text;
}

}  // namespace bazc
