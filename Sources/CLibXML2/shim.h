// libxml2's pull reader, with the options that a hostile document must meet.
#pragma once
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

// No network, no external DTD or entity, no entity expanded, nothing printed. Without XML_PARSE_HUGE libxml2 itself
// refuses more than 256 levels and texts beyond 10 MB.
static const int fx_xml_options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA;

static const int fx_xml_element = XML_READER_TYPE_ELEMENT;
static const int fx_xml_end_element = XML_READER_TYPE_END_ELEMENT;
static const int fx_xml_text = XML_READER_TYPE_TEXT;
static const int fx_xml_cdata = XML_READER_TYPE_CDATA;
static const int fx_xml_significant_whitespace = XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
