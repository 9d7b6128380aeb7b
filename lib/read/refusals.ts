import { words, type Words } from '../model/words.ts';

/** Why a file, a member or a sheet cannot be read at all, and the way out: every code of an `Unreadable`. */
const refusals: Readonly<Record<string, Words>> = {
  empty_file: words('文件中没有任何数据。请检查导出是否成功后重新上传。', 'The file holds no data. Check that the export succeeded and upload it again.'),
  not_a_table: words('这不是表格文件。请上传 CSV、TSV 或 XLSX 文件。', 'This is not a table. Upload a CSV, TSV or XLSX file.'),
  truncated: words('文件不完整，可能上传或下载中断。请重新导出并上传。', 'The file ends early; a download or upload was probably cut short. Export and upload it again.'),
  damaged: words('文件已损坏，无法打开。请重新导出并上传。', 'The file is damaged and cannot be opened. Export and upload it again.'),
  too_many_columns: words('列数过多（上限 2,000）。请只导出需要的列，并检查分隔符。', 'There are too many columns (at most 2,000). Export only what is needed and check the separator.'),
  too_many_rejects: words('无法拆分的行过多。请检查分隔符与引号后重新导出。', 'Too many rows cannot be split into cells. Check separator and quotation marks and export again.'),
  xls_not_supported: words('不支持旧版 .xls 或加密的工作簿。请在 Excel 或 WPS 中另存为 .xlsx（不加密）或 CSV。', 'Old .xls and encrypted workbooks are not supported. Save it as .xlsx without a password, or as CSV, in Excel or WPS.'),
  xlsb_not_supported: words('不支持 .xlsb。请在 Excel 中另存为 .xlsx。', '.xlsb is not supported. Save it as .xlsx in Excel.'),
  ods_not_supported: words('不支持 .ods。请另存为 .xlsx 或 CSV。', '.ods is not supported. Save it as .xlsx or CSV.'),
  html_not_supported: words('这是网页文件（部分后台导出的 .xls 实为网页）。请在 Excel 或 WPS 中打开并另存为 .xlsx。', 'This is a web page (some systems name one .xls). Open it in Excel or WPS and save it as .xlsx.'),
  xml_not_supported: words('不支持 XML 文件。请在 Excel 中打开并另存为 .xlsx。', 'XML files are not supported. Open it in Excel and save it as .xlsx.'),
  json_not_supported: words('不支持 JSON 文件。请导出为 CSV 或 XLSX。', 'JSON files are not supported. Export CSV or XLSX.'),
  archive_not_supported: words('不支持这种压缩格式。请使用 zip 或 gz，或直接上传其中的文件。', 'This kind of archive is not supported. Use zip or gz, or upload the files themselves.'),
  nested_archive: words('压缩包中还有压缩包。请解压后上传。', 'An archive inside an archive is not opened. Unpack it and upload the files.'),
  encrypted: words('文件已加密。请去掉密码后上传。', 'The file is encrypted. Remove the password and upload it again.'),
  link_in_archive: words('压缩包中的链接不会被打开。请放入文件本身。', 'A link in an archive is not followed. Put in the file itself.'),
  unsupported_compression: words('压缩方式不受支持。请用普通 zip 重新压缩。', 'The compression method is not supported. Pack it again as an ordinary zip.'),
  too_many_members: words('压缩包中的文件过多（上限 1,000）。请分批上传。', 'The archive holds too many files (at most 1,000). Upload it in parts.'),
  archive_too_large: words('解压后过大。请拆分后上传。', 'The archive unpacks to too much. Upload it in parts.'),
  archive_ratio: words('压缩比异常，出于安全原因未打开。请直接上传其中的文件。', 'The archive unpacks to implausibly much and was not opened. Upload the files themselves.'),
  workbook_too_large: words('工作簿中的文字过多。请拆分，或导出为 CSV。', 'The workbook holds too much text. Split it or export CSV.'),
};

const unknown = words('无法读取该文件。请导出为 CSV 或 XLSX 后重新上传。', 'The file cannot be read. Export it as CSV or XLSX and upload it again.');

/** What to tell a person about the code of an `Unreadable`. */
export const refusalWords = (code: string): Words => (Object.hasOwn(refusals, code) ? refusals[code]! : unknown);
