import type { Words } from '../model/words.ts';

/** What the demo merchant sells: eight categories, fifteen goods in each, and how often what goes wrong with them. */
export interface Category {
  readonly code: string;
  readonly label: Words;
  /** Share of the lines sold. */
  readonly share: number;
  readonly priceYuan: readonly [low: number, high: number];
  readonly sizes: readonly string[];
  readonly warrantyDays: number;
  /** Mean days from delivery to a case about the goods. */
  readonly lagDays: number;
  /** Cases per thousand lines by reason code, over those of `everywhere`. */
  readonly perMille: Readonly<Record<string, number>>;
  /** `zh|en` each. */
  readonly goods: readonly string[];
}

/** Cases per thousand lines in every category. */
export const everywhere: Readonly<Record<string, number>> = {
  wrong_item: 5, missing_item: 4, late_shipment: 6, bad_packaging: 2.5, damaged_in_transit: 6, late_delivery: 5.5,
  lost_or_not_received: 3.5, carrier_service: 2, poor_service: 1.5, no_response: 1.5, promise_not_kept: 0.8, invoice: 0.8, price_drop: 3.5,
  promotion_missed: 1.6, fee_dispute: 0.6, cheaper_elsewhere: 1.6, duplicate_order: 1.3, unwanted_gift: 0.9, arrived_too_late_to_use: 1.3,
  changed_mind: 6.5, no_reason_7_days: 11, ordered_by_mistake: 4, disliked: 5, other: 3.5,
};

const clothes = {
  too_small: 16, too_large: 14, unsuitable: 7, size_chart_wrong: 8, colour_or_material_differs: 11, not_as_described: 17, defective: 15,
  workmanship: 11, no_reason_7_days: 16, disliked: 11, changed_mind: 9, damaged_in_transit: 5,
};
const LETTERS = ['S', 'M', 'L', 'XL', 'XXL'];
const SHOE_SIZES = ['36', '37', '38', '39', '40', '41', '42', '43'];

export const categories: readonly Category[] = [
  { code: 'womenswear', label: { zh: '女装', en: 'Womenswear' }, share: 0.22, priceYuan: [89, 420], sizes: LETTERS, warrantyDays: 0, lagDays: 4,
    perMille: { ...clothes, too_small: 20, too_large: 18, disliked: 15, no_reason_7_days: 21 },
    goods: ['法式碎花连衣裙|French floral dress', '高腰阔腿裤|High-waist wide trousers', '短款针织开衫|Cropped knit cardigan', '真丝衬衫|Silk shirt', '羊毛大衣|Wool coat',
      '百褶半身裙|Pleated skirt', '圆领卫衣|Crew sweatshirt', '轻薄羽绒服|Light down jacket', '直筒牛仔裤|Straight jeans', '吊带睡裙|Slip nightdress',
      '西装外套|Tailored blazer', '亚麻长裙|Linen maxi dress', '打底羊绒衫|Cashmere base layer', '运动瑜伽裤|Yoga leggings', '小香风外套|Tweed jacket'] },
  { code: 'menswear', label: { zh: '男装', en: 'Menswear' }, share: 0.12, priceYuan: [79, 380], sizes: LETTERS, warrantyDays: 0, lagDays: 5,
    perMille: clothes,
    goods: ['免烫衬衫|Non-iron shirt', '休闲长裤|Chinos', '纯棉短袖T恤|Cotton T-shirt', '连帽卫衣|Hoodie', '夹克外套|Bomber jacket', '羊毛衫|Wool jumper', '速干运动裤|Quick-dry joggers',
      '弹力牛仔裤|Stretch jeans', '冲锋衣|Shell jacket', '羽绒马甲|Down vest', 'POLO衫|Polo shirt', '亚麻短裤|Linen shorts', '保暖内衣套装|Thermal set', '工装裤|Cargo trousers', '棒球服|Varsity jacket'] },
  { code: 'shoes', label: { zh: '鞋靴', en: 'Shoes' }, share: 0.13, priceYuan: [119, 560], sizes: SHOE_SIZES, warrantyDays: 90, lagDays: 5,
    perMille: { ...clothes, too_small: 20, too_large: 13, unsuitable: 13, defective: 15, workmanship: 13, colour_or_material_differs: 8 },
    goods: ['透气跑步鞋|Breathable running shoes', '真皮乐福鞋|Leather loafers', '马丁靴|Lace-up boots', '小白鞋|White trainers', '雪地靴|Snow boots', '高跟单鞋|Court heels', '帆布鞋|Canvas shoes',
      '登山鞋|Hiking shoes', '凉拖鞋|Summer slides', '切尔西靴|Chelsea boots', '篮球鞋|Basketball shoes', '芭蕾平底鞋|Ballet flats', '老爹鞋|Chunky trainers', '豆豆鞋|Driving shoes', '长筒靴|Knee boots'] },
  { code: 'electronics', label: { zh: '数码配件', en: 'Electronics' }, share: 0.15, priceYuan: [49, 699], sizes: [], warrantyDays: 365, lagDays: 9,
    perMille: { defective: 28, missing_parts: 6, not_as_described: 12, repair_in_warranty: 22, damaged_in_transit: 12, price_drop: 7, cheaper_elsewhere: 4 },
    goods: ['降噪蓝牙耳机|Noise-cancelling earphones', '快充移动电源|Fast-charge power bank', '机械键盘|Mechanical keyboard', '智能手环|Fitness band', '手机支架|Phone stand', '氮化镓充电器|GaN charger', '便携音箱|Portable speaker',
      '无线鼠标|Wireless mouse', '行车记录仪|Dash camera', '扩展坞|USB-C dock', '平板保护套|Tablet case', '电子阅读灯|Reading light', '固态移动硬盘|Portable SSD', '运动相机|Action camera', '智能门铃|Smart doorbell'] },
  { code: 'appliances', label: { zh: '小家电', en: 'Small appliances' }, share: 0.11, priceYuan: [99, 899], sizes: [], warrantyDays: 730, lagDays: 13,
    perMille: { defective: 30, missing_parts: 8, safety: 0.6, not_as_described: 11, repair_in_warranty: 42, damaged_in_transit: 24, workmanship: 4, price_drop: 6 },
    goods: ['空气炸锅|Air fryer', '破壁机|Blender', '电热水壶|Electric kettle', '无线吸尘器|Cordless vacuum', '加湿器|Humidifier', '电饭煲|Rice cooker', '挂烫机|Garment steamer', '咖啡机|Coffee machine',
      '电动牙刷|Electric toothbrush', '暖风机|Fan heater', '料理锅|Multi cooker', '吹风机|Hair dryer', '除螨仪|Mite vacuum', '榨汁杯|Juicer cup', '电热毯|Heated blanket'] },
  { code: 'homeware', label: { zh: '家居日用', en: 'Homeware' }, share: 0.11, priceYuan: [29, 299], sizes: [], warrantyDays: 0, lagDays: 5,
    perMille: { defective: 10, workmanship: 9, missing_parts: 5, colour_or_material_differs: 12, not_as_described: 16, damaged_in_transit: 38, bad_packaging: 7 },
    goods: ['手绘陶瓷餐具|Hand-painted tableware', '玻璃水杯套装|Glass tumbler set', '纯棉四件套|Cotton bedding set', '记忆棉枕|Memory foam pillow', '北欧台灯|Nordic table lamp', '实木衣架|Wooden hangers', '香薰花瓶|Scented vase',
      '收纳箱|Storage box', '珐琅汤锅|Enamel pot', '羊毛地毯|Wool rug', '全身镜|Full-length mirror', '马克杯|Mug', '遮光窗帘|Blackout curtains', '砧板组合|Chopping board set', '保温饭盒|Insulated lunch box'] },
  { code: 'beauty', label: { zh: '美妆个护', en: 'Beauty' }, share: 0.1, priceYuan: [39, 469], sizes: [], warrantyDays: 0, lagDays: 8,
    perMille: { defective: 6, expired: 5, safety: 0.8, not_as_described: 8, damaged_in_transit: 16, disliked: 9 },
    goods: ['玻尿酸精华|Hyaluronic serum', '氨基酸洁面|Amino cleanser', '修护面霜|Repair cream', '防晒乳|Sunscreen', '哑光口红|Matte lipstick', '补水面膜|Hydrating mask', '持妆粉底液|Long-wear foundation', '烟酰胺身体乳|Body lotion',
      '防脱洗发水|Hair-care shampoo', '淡香水|Eau de toilette', '卸妆油|Cleansing oil', '眼霜|Eye cream', '护手霜礼盒|Hand cream set', '控油散粉|Loose powder', '剃须套装|Shaving set'] },
  { code: 'baby', label: { zh: '母婴玩具', en: 'Baby and toys' }, share: 0.06, priceYuan: [39, 499], sizes: [], warrantyDays: 180, lagDays: 7,
    perMille: { defective: 14, workmanship: 8, missing_parts: 12, not_as_described: 11, damaged_in_transit: 10, unwanted_gift: 6, repair_in_warranty: 3 },
    goods: ['积木桌|Block table', '婴儿推车|Baby stroller', '学步鞋|Toddler shoes', '恒温奶瓶|Warm milk bottle', '绘本套装|Picture books', '遥控赛车|Remote racing car', '儿童书包|School bag', '宝宝餐椅|High chair',
      '毛绒玩偶|Plush doll', '爬行垫|Play mat', '儿童水杯|Kids bottle', '拼图|Jigsaw', '滑板车|Kick scooter', '婴儿睡袋|Baby sleeping bag', '磁力片|Magnetic tiles'] },
];

export const colours: readonly Words[] = [{ zh: '米白', en: 'Cream' }, { zh: '黑色', en: 'Black' }, { zh: '雾蓝', en: 'Mist blue' }, { zh: '豆沙', en: 'Dusty rose' }];
